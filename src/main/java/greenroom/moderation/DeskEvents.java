package greenroom.moderation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import greenroom.comment.DeskChange;
import greenroom.moderator.Moderator;
import greenroom.postgres.Announcements;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.ServerEvent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells moderators who watch what happens at the desk, on whichever replica. Up to 100 comments a second are told one by
 * one; of more, and after a gap in the announcements, a {@code many} a second says that there is something to read anew.
 *
 * <p>Who looks at what is remembered of 1,000 people at most, for 30 s.
 */
@Component
class DeskEvents implements Announcements.Listener, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DeskEvents.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofSeconds(30);
    private static final int TICKS_OF_TRUST = 30;
    private static final int MOST_A_SECOND = 100;
    private static final int MOST_LOOKING = 1_000;

    private record Glance(String id, int site) {}

    private final Sites sites;
    private final JsonMapper json;
    private final PendingCounts pending;
    private final Set<DeskWatcher> watchers = ConcurrentHashMap.newKeySet();
    private final Cache<String, Glance> looking;
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicBoolean many = new AtomicBoolean();
    private final AtomicReference<@Nullable Disposable> ticking = new AtomicReference<>();

    DeskEvents(Sites sites, JsonMapper json, PendingCounts pending, Announcements announcements) {
        this.sites = sites;
        this.json = json;
        this.pending = pending;
        this.looking = Caffeine.newBuilder()
                .maximumSize(MOST_LOOKING)
                .expireAfterWrite(GLANCE)
                .removalListener(this::forgotten)
                .executor(Runnable::run)
                .build();
        announcements.listen(DeskChange.TOPIC, this);
    }

    private void forgotten(@Nullable String by, @Nullable Glance glance, RemovalCause cause) {
        if (by != null && glance != null && cause.wasEvicted()) {
            tellGlance(null, by, glance.site());
        }
    }

    /** Somebody who watches from when they have joined, with the right count from the first event on. */
    Mono<DeskWatcher> watcher(Moderator moderator, Mono<Moderator> stillSignedIn) {
        return pending.correct().thenReturn(new DeskWatcher(moderator, stillSignedIn, watchers::add, watchers::remove));
    }

    private void tellGlances(DeskWatcher watcher) {
        looking.asMap()
                .forEach((by, glance) -> site(glance.site())
                        .filter(watcher::mayWorkOn)
                        .ifPresent(site -> watcher.tell(glance(glance.id(), by))));
    }

    private Optional<String> site(int number) {
        return sites.all().stream()
                .filter(site -> site.id() == number)
                .map(Site::key)
                .findFirst();
    }

    @Override
    public void announced(String payload) {
        try {
            hear(json.readTree(payload));
        } catch (JacksonException e) {
            log.warn("An announcement could not be read: {}", e.getMessage());
        }
    }

    private void hear(JsonNode change) {
        var event = change.path("event").asString();
        switch (event) {
            case "many" -> missed();
            case "viewing" -> look(change);
            case "standing" -> standing(change);
            default -> change.path("comments").valueStream().forEach(row -> row(event, change.path("by"), row));
        }
    }

    private void row(String event, JsonNode by, JsonNode row) {
        var site = row.path("site").asInt();
        pending.move(site, row.path("more").asInt());
        if (told.incrementAndGet() > MOST_A_SECOND) {
            many.set(true);
            return;
        }
        var key = site(site);
        for (DeskWatcher watcher : watchers) {
            key.filter(watcher::mayWorkOn)
                    .ifPresent(known -> watcher.tell(comment(event, by, row, known, pendingFor(watcher))));
        }
    }

    private long pendingFor(DeskWatcher watcher) {
        return pending.of(number -> site(number).filter(watcher::mayWorkOn).isPresent());
    }

    private ServerEvent comment(String event, JsonNode by, JsonNode row, String site, long count) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("id", row.path("id").asString());
        data.put("site", site);
        data.put("status", row.path("status").asString("pending"));
        data.put("version", row.path("version").asInt(1));
        data.put("pending", count);
        if (!event.equals("queued")) {
            data.put("by", by.isString() ? by.asString() : null);
        }
        return ServerEvent.of(event, json.writeValueAsBytes(data));
    }

    private void standing(JsonNode change) {
        var key = site(change.path("site").asInt());
        var event = ServerEvent.of(
                "standing",
                json.writeValueAsBytes(Map.of(
                        "author", change.path("author").asString(),
                        "standing", change.path("standing").asString(),
                        "by", change.path("by").asString())));
        watchers.forEach(watcher -> key.filter(watcher::mayWorkOn).ifPresent(site -> watcher.tell(event)));
    }

    private void look(JsonNode change) {
        var by = change.path("by").asString();
        var site = change.path("site").asInt();
        var id = change.path("id").isString() ? change.path("id").asString() : null;
        var before = looking.getIfPresent(by);
        if (before != null && (id == null || before.site() != site)) {
            looking.invalidate(by);
            tellGlance(null, by, before.site());
        }
        if (id != null) {
            looking.put(by, new Glance(id, site));
            tellGlance(id, by, site);
        }
    }

    private void tellGlance(@Nullable String id, String by, int site) {
        var key = site(site);
        var event = glance(id, by);
        watchers.forEach(watcher -> key.filter(watcher::mayWorkOn).ifPresent(known -> watcher.tell(event)));
    }

    private ServerEvent glance(@Nullable String id, String by) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("id", id);
        data.put("by", by);
        return ServerEvent.of("viewing", json.writeValueAsBytes(data));
    }

    @Override
    public void missed() {
        pending.doubt();
        many.set(true);
    }

    @Override
    public void start() {
        ticking.set(Flux.interval(TICK)
                .onBackpressureDrop()
                .doOnNext(this::doubtAtTimes)
                .concatMap(tick -> tick())
                .subscribe());
    }

    /** News of the queue can be lost with the replica that had them. */
    private void doubtAtTimes(long tick) {
        if (tick % TICKS_OF_TRUST == 0) {
            pending.doubt();
        }
    }

    private Mono<Void> tick() {
        told.set(0);
        looking.cleanUp();
        watchers.stream().filter(DeskWatcher::isNew).forEach(this::tellGlances);
        var counted =
                watchers.isEmpty() ? Mono.<Void>empty() : pending.correct().timeout(PATIENCE);
        return counted.onErrorResume(failure -> Mono.empty()).then(Mono.fromRunnable(this::tellMany));
    }

    private void tellMany() {
        if (many.getAndSet(false)) {
            watchers.forEach(watcher -> watcher.tell(
                    ServerEvent.of("many", json.writeValueAsBytes(Map.of("pending", pendingFor(watcher))))));
        }
    }

    @Override
    public void stop() {
        var stopping = ticking.getAndSet(null);
        if (stopping != null) {
            stopping.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return ticking.get() != null;
    }

    /** For the tests: how many watch. */
    int watching() {
        return watchers.size();
    }

    /** What a glance is announced with; null looks at nothing any more. */
    String announcementOf(@Nullable UUID comment, String by, int site) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("event", "viewing");
        data.put("by", by);
        data.put("id", comment);
        data.put("site", site);
        return DeskChange.TOPIC + " " + json.writeValueAsString(data);
    }
}
