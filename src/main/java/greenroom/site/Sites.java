package greenroom.site;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import greenroom.postgres.Announcements;
import greenroom.postgres.AtStart;
import greenroom.web.OwnAddress;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * All sites, held in memory: they are few, and every request asks for one. A change on any replica is announced, and each
 * reads them anew.
 */
@Component
public class Sites implements SmartLifecycle {
    /** The announcements' topic. */
    static final String TOPIC = "sites";

    private static final Logger log = LoggerFactory.getLogger(Sites.class);

    private static final String ALL =
            "SELECT id, key, name, origins, settings::text AS settings FROM site ORDER BY key";

    private static final String FIRST = """
            INSERT INTO site (key, name, origins)
            SELECT :key, :name, :origins WHERE NOT EXISTS (SELECT FROM site)
            ON CONFLICT (key) DO NOTHING
            """;

    private final DatabaseClient database;
    private final Announcements announcements;
    private final JsonMapper json;
    private final Limits limits;
    private final FirstSiteSettings first;
    private final OwnAddress ownAddress;
    private volatile Map<String, Site> sites = Map.of();
    private volatile boolean running;

    Sites(
            DatabaseClient database,
            Announcements announcements,
            JsonMapper json,
            Limits limits,
            FirstSiteSettings first,
            OwnAddress ownAddress) {
        this.database = database;
        this.announcements = announcements;
        this.json = json;
        this.limits = limits;
        this.first = first;
        this.ownAddress = ownAddress;
    }

    public Optional<Site> named(String key) {
        return Optional.ofNullable(sites.get(key));
    }

    public Collection<Site> all() {
        return sites.values();
    }

    /** The origins from which this site's pages may call: its own list, and the service itself. */
    public boolean allows(Site site, String origin) {
        return site.origins().contains(origin) || ownAddress.origins().contains(origin);
    }

    boolean anyAllows(String origin) {
        return ownAddress.origins().contains(origin)
                || sites.values().stream().anyMatch(site -> site.origins().contains(origin));
    }

    /** Reads the sites anew; completes when the new ones are in force on this replica. */
    Mono<Void> reload() {
        return database.sql(ALL)
                .map(this::site)
                .all()
                .collectList()
                .doOnNext(this::use)
                .then();
    }

    private void use(List<Site> read) {
        sites = read.stream().map(this::orTheSame).collect(toUnmodifiableMap(Site::key, identity()));
    }

    /** What is ready is compared with its site at each request, which costs nothing while it is the very same. */
    private Site orTheSame(Site read) {
        var present = sites.get(read.key());
        return present != null && present.equals(read) ? present : read;
    }

    private Site site(Readable row) {
        var settings = json.readValue(row.get("settings", String.class), SiteSettings.class);
        return new Site(
                row.get("id", Integer.class),
                row.get("key", String.class),
                row.get("name", String.class),
                Set.of(row.get("origins", String[].class)),
                settings,
                limits.with(settings));
    }

    @Override
    public void start() {
        AtStart.await(makeFirst().then(reload()), "the sites were read");
        announcements.listen(TOPIC, new Announcements.Listener() {
            @Override
            public void announced(String payload) {
                reloadSoon();
            }

            @Override
            public void missed() {
                reloadSoon();
            }
        });
        running = true;
    }

    private void reloadSoon() {
        reload().retryWhen(Retry.backoff(5, Duration.ofMillis(200)))
                .subscribe(done -> {}, failure -> log.warn("The sites could not be read anew: {}", failure.toString()));
    }

    private Mono<Long> makeFirst() {
        return database.sql(FIRST)
                .bind("key", first.key())
                .bind("name", first.name())
                .bind("origins", first.normalOrigins())
                .fetch()
                .rowsUpdated();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the announcements start, whose first connection counts as a gap and reloads. */
    @Override
    public int getPhase() {
        return -10;
    }
}
