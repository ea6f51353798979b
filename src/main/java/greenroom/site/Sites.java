package greenroom.site;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import greenroom.postgres.Announcements;
import greenroom.postgres.Mirror;
import greenroom.postgres.Preparations;
import greenroom.web.OwnAddress;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * All sites, held in memory: they are few, and every request asks for one. A change on any replica is announced, and each
 * reads them anew.
 */
@Component
public class Sites {
    /** The announcements' topic. */
    static final String TOPIC = "sites";

    private static final String ALL =
            "SELECT id, key, name, origins, settings::text AS settings FROM site ORDER BY key";

    private static final String FIRST = """
            INSERT INTO site (key, name, origins)
            SELECT :key, :name, :origins WHERE NOT EXISTS (SELECT FROM site)
            ON CONFLICT (key) DO NOTHING
            """;

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Limits limits;
    private final FirstSiteSettings first;
    private final OwnAddress ownAddress;
    private final Mirror<Map<String, Site>> sites;

    Sites(
            DatabaseClient database,
            JsonMapper json,
            Limits limits,
            FirstSiteSettings first,
            OwnAddress ownAddress,
            Preparations preparations,
            Announcements announcements) {
        this.database = database;
        this.json = json;
        this.limits = limits;
        this.first = first;
        this.ownAddress = ownAddress;
        this.sites = new Mirror<>("sites", Map.of(), Mono.defer(this::read));
        preparations.add("the first site was made", Mono.defer(this::makeFirst));
        preparations.add("the sites were read", sites.renew());
        announcements.listen(TOPIC, sites);
    }

    public Optional<Site> named(String key) {
        return Optional.ofNullable(sites.now().get(key));
    }

    public Collection<Site> all() {
        return sites.now().values();
    }

    /** The origins from which this site's pages may call: its own list, and the service itself. */
    public boolean allows(Site site, String origin) {
        return site.origins().contains(origin) || ownAddress.origins().contains(origin);
    }

    boolean anyAllows(String origin) {
        return ownAddress.origins().contains(origin)
                || sites.now().values().stream().anyMatch(site -> site.origins().contains(origin));
    }

    /** Reads the sites anew; completes when the new ones are in force on this replica. */
    Mono<Void> reload() {
        return sites.renew();
    }

    private Mono<Map<String, Site>> read() {
        return database.sql(ALL)
                .map(this::site)
                .all()
                .map(this::orTheSame)
                .collect(toUnmodifiableMap(Site::key, identity()));
    }

    /** What is ready is compared with its site at each request, which costs nothing while it is the very same. */
    private Site orTheSame(Site read) {
        var present = sites.now().get(read.key());
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

    private Mono<Long> makeFirst() {
        return database.sql(FIRST)
                .bind("key", first.key())
                .bind("name", first.name())
                .bind("origins", first.normalOrigins())
                .fetch()
                .rowsUpdated();
    }
}
