package greenroom.comment;

import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps {@code thread.published_count} true after a change of status, and announces the change to every replica's window.
 * Called within the transaction of the change.
 *
 * <p>Public is what is approved and has only approved ancestors, so one decision can show or hide a whole branch: the count
 * is taken anew from the rows, not kept by steps.
 */
@Component
public class PublishedCounts {
    /**
     * Of two transactions that change one thread the later one waits here, and counts only then: the statement that counts
     * must begin, and take its snapshot, after the other's commit. Primary key.
     */
    private static final String LOCK = """
            SELECT id FROM thread WHERE id = ANY (:threads) ORDER BY id FOR UPDATE
            """;

    /** Reads comment_published_roots, then once comment_published_replies for each root, and walks down in memory. */
    private static final String RECOUNT = """
            WITH RECURSIVE roots AS MATERIALIZED (
                SELECT c.id, c.thread_id
                  FROM comment c
                 WHERE c.thread_id = ANY (:threads) AND c.status = 'approved' AND c.parent_id IS NULL
            ), replies AS MATERIALIZED (
                SELECT r.id, r.parent_id, roots.thread_id
                  FROM roots CROSS JOIN LATERAL (
                       SELECT id, parent_id FROM comment
                        WHERE root_id = roots.id AND status = 'approved' AND parent_id IS NOT NULL) r
            ), shown AS (
                SELECT id, thread_id FROM roots
                UNION ALL
                SELECT replies.id, replies.thread_id FROM shown JOIN replies ON replies.parent_id = shown.id
            ), counts AS (
                SELECT touched.id, count(shown.id) AS n
                  FROM unnest(:threads::bigint[]) AS touched (id) LEFT JOIN shown ON shown.thread_id = touched.id
                 GROUP BY touched.id
            ), counted AS (
                UPDATE thread t SET published_count = counts.n FROM counts WHERE t.id = counts.id
                RETURNING t.site_id, t.key
            )
            SELECT pg_notify('greenroom', 'thread ' || site.key || ' ' || counted.key)
              FROM counted JOIN site ON site.id = counted.site_id
            """;

    private final DatabaseClient database;

    PublishedCounts(DatabaseClient database) {
        this.database = database;
    }

    /** @param threads the store's numbers of the threads that changed */
    public Mono<Void> recount(Collection<Long> threads) {
        if (threads.isEmpty()) {
            return Mono.empty();
        }
        var sorted = threads.stream().distinct().sorted().toArray(Long[]::new);
        return lock(sorted).then(Mono.defer(() -> count(sorted)));
    }

    private Mono<Void> lock(Long[] threads) {
        return database.sql(LOCK).bind("threads", threads).fetch().all().then();
    }

    private Mono<Void> count(Long[] threads) {
        return database.sql(RECOUNT).bind("threads", threads).fetch().all().then();
    }
}
