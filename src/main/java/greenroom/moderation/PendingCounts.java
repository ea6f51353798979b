package greenroom.moderation;

import io.r2dbc.spi.Readable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many comments wait on each site, as this replica heard: moved by what is announced, and counted in the store at most
 * once a second while something changes. There is one number for each site.
 */
@Component
class PendingCounts {
    /** comment_by_status, from the index alone for as far as it is vacuumed; then the few sites. */
    private static final String COUNT = """
            SELECT site.id AS site, (SELECT count(*) FROM comment WHERE site_id = site.id AND status = 'pending') AS waiting
              FROM site
            """;

    private record Waiting(int site, long count) {}

    private final DatabaseClient database;
    private final Map<Integer, Long> counts = new ConcurrentHashMap<>();
    private final AtomicBoolean changed = new AtomicBoolean(true);

    PendingCounts(DatabaseClient database) {
        this.database = database;
    }

    void move(int site, int more) {
        counts.merge(site, Math.max(0L, more), (now, unused) -> Math.max(0, now + more));
        changed.set(true);
    }

    void doubt() {
        changed.set(true);
    }

    /** Of the sites that these are. */
    long of(IntPredicate sites) {
        return counts.entrySet().stream()
                .filter(site -> sites.test(site.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Counts anew if something changed since. */
    Mono<Void> correct() {
        return Mono.defer(() -> changed.getAndSet(false) ? count() : Mono.empty());
    }

    private Mono<Void> count() {
        return database.sql(COUNT)
                .map(PendingCounts::waiting)
                .all()
                .collectList()
                .doOnNext(all -> all.forEach(one -> counts.put(one.site(), one.count())))
                .doOnError(failure -> changed.set(true))
                .then();
    }

    private static Waiting waiting(Readable row) {
        return new Waiting(row.get("site", Integer.class), row.get("waiting", Long.class));
    }
}
