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
    /** Walks comment_published_roots, then comment_published_replies level by level. */
    private static final String RECOUNT = """
            WITH RECURSIVE shown AS (
                SELECT c.id, c.thread_id, c.root_id
                  FROM comment c
                 WHERE c.thread_id = ANY(:threads) AND c.status = 'approved' AND c.parent_id IS NULL
                UNION ALL
                SELECT r.id, s.thread_id, r.root_id
                  FROM shown s
                  JOIN comment r ON r.root_id = coalesce(s.root_id, s.id) AND r.parent_id = s.id AND r.status = 'approved'
            ), counted AS (
                UPDATE thread t
                   SET published_count = (SELECT count(*) FROM shown s WHERE s.thread_id = t.id)
                 WHERE t.id = ANY(:threads)
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
        return database.sql(RECOUNT)
                .bind("threads", threads.stream().sorted().toArray(Long[]::new))
                .fetch()
                .all()
                .then();
    }
}
