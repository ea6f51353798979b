package greenroom.moderation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.ids.Ids;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code /actuator/queue}: how many comments wait on each site, how long the oldest has waited, what came and went in the
 * last hour, and when the queue will be empty at that pace. One answer serves for five seconds, however many ask.
 */
@Component
@Endpoint(id = "queue")
class QueueEndpoint {
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final Duration HOUR = Duration.ofHours(1);

    /**
     * For each site a few steps along an index: comment_by_site_and_status for what waits, at most so many, and for what came
     * by status; comment_caught for what the door put into spam and never waited; audit_by_site for what left. When a comment
     * came its id tells.
     */
    static final String QUEUE = """
            SELECT site.key,
                   (SELECT count(*) FROM (SELECT 1 FROM comment
                                           WHERE site_id = site.id AND status = 'pending' LIMIT :most) AS waiting) AS pending,
                   (SELECT submitted_at FROM comment WHERE site_id = site.id AND status = 'pending'
                     ORDER BY site_id, status, id LIMIT 1) AS oldest,
                   (SELECT sum(ofstatus.n)
                      FROM unnest('{pending,approved,rejected,spam,withdrawn}'::text[]) AS any_status (status)
                     CROSS JOIN LATERAL (
                           SELECT count(*) AS n FROM comment
                            WHERE site_id = site.id AND comment.status = any_status.status AND id >= :since)
                           AS ofstatus)::bigint
                   - (SELECT count(*) FROM comment
                       WHERE site_id = site.id AND status = 'spam' AND decided_by IS NULL AND id >= :since) AS came,
                   (SELECT count(*) FROM audit
                     WHERE audit.site = site.key AND audit.id >= :since AND from_status = 'pending') AS went
              FROM site ORDER BY site.key
            """;

    private final DatabaseClient database;
    private final Clock clock;
    private final AsyncCache<String, QueueState> counted =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(FRESH).buildAsync();

    QueueEndpoint(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @ReadOperation
    Mono<QueueState> queue() {
        return Mono.fromFuture(() -> counted.get("all", (all, executor) -> count().toFuture()), true);
    }

    private Mono<QueueState> count() {
        var now = clock.instant();
        var since = Ids.earliest(now.minus(HOUR));
        return database.sql(QUEUE)
                .bindValues(Map.of("most", QueueState.MOST, "since", since))
                .map(row -> ofSite(row, now))
                .all()
                .collectList()
                .map(QueueState::of);
    }

    private static QueueState.OfSite ofSite(Readable row, Instant now) {
        return QueueState.OfSite.of(
                String.valueOf(row.get("key", String.class)),
                number(row, "pending"),
                age(row.get("oldest", Instant.class), now),
                number(row, "came"),
                number(row, "went"));
    }

    private static @Nullable Long age(@Nullable Instant oldest, Instant now) {
        return oldest == null ? null : Math.max(0, Duration.between(oldest, now).toSeconds());
    }

    private static long number(Readable row, String column) {
        var number = row.get(column, Long.class);
        return number == null ? 0 : number;
    }
}
