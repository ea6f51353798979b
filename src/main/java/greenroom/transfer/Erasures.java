package greenroom.transfer;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.comment.PublishedCounts;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.privacy.EmailAddress;
import greenroom.screening.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a person unknown on all sites, in one transaction, some comments a statement: their comments lose the name, the link
 * to their author and all by which a machine knew them again; the authors lose the email, and rules about the address go.
 * What the audit has of it holds neither.
 *
 * <p>Locks are taken as everywhere: comments by id, then authors by id, then threads by id.
 */
@Component
class Erasures {
    private static final int COMMENTS_A_STATEMENT = 1_000;
    private static final int THREADS_A_STATEMENT = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** Served by comment_by_author. */
    private static final String LOCK = """
            WITH next AS MATERIALIZED (
                SELECT found.id
                  FROM unnest(:authors::uuid[]) AS whose (id)
                 CROSS JOIN LATERAL (
                       SELECT id FROM comment
                        WHERE (author_id, id) > (whose.id, :after) AND (author_id, id) <= (whose.id, :end)
                        ORDER BY author_id, id LIMIT 1000) AS found
                 ORDER BY found.id LIMIT 1000
            )
            SELECT comment.id, CASE WHEN comment.status = 'approved' THEN comment.thread_id END AS thread
              FROM comment WHERE comment.id IN (SELECT id FROM next)
             ORDER BY comment.id FOR UPDATE
            """;

    /** Primary key. */
    private static final String KEEP = """
            UPDATE comment
               SET name = 'Anonymous', author_id = NULL, version = version + 1, notify_replies = false, receipt_hash = NULL,
                   client_hash = NULL, idempotency_key = NULL, fingerprint = NULL, dedupe_key = NULL, repeat_key = NULL
             WHERE id = ANY (:ids)
            """;

    /** Primary keys, and revision_by_comment. */
    private static final String REMOVE = """
            WITH old AS (
                SELECT comment.id, comment.status, asked.entry, site.key AS site, thread.key AS thread
                  FROM unnest(:ids::uuid[], :entries::uuid[]) AS asked (id, entry)
                  JOIN comment ON comment.id = asked.id
                  JOIN site ON site.id = comment.site_id
                  JOIN thread ON thread.id = comment.thread_id
            ), withdrawn AS (
                UPDATE comment
                   SET name = 'Anonymous', author_id = NULL, version = version + 1, notify_replies = false,
                       receipt_hash = NULL, client_hash = NULL, idempotency_key = NULL, fingerprint = NULL,
                       dedupe_key = NULL, repeat_key = NULL, status = 'withdrawn', body = '', signals = '[]', score = 0
                 WHERE id = ANY (:ids)
            ), forgotten AS (
                DELETE FROM revision WHERE comment_id = ANY (:ids)
            )
            INSERT INTO audit (id, by_whom, action, site, comment_id, thread, from_status, to_status, reason)
            SELECT entry, :by, 'withdraw', site, id, thread, status, 'withdrawn', 'erased'
              FROM old WHERE status <> 'withdrawn'
            """;

    /** Primary key. */
    private static final String FORGET = """
            WITH locked AS MATERIALIZED (
                SELECT id FROM author WHERE id = ANY (:authors) ORDER BY id FOR UPDATE
            )
            UPDATE author
               SET email_lookup = NULL, email_sealed = NULL, email_mask = NULL, approved = 0, rejected = 0
              FROM locked WHERE author.id = locked.id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final People people;
    private final PublishedCounts counts;
    private final Audit audit;
    private final Rules rules;

    Erasures(
            DatabaseClient database,
            Transactions transactions,
            People people,
            PublishedCounts counts,
            Audit audit,
            Rules rules) {
        this.database = database;
        this.transactions = transactions;
        this.people = people;
        this.counts = counts;
        this.audit = audit;
        this.rules = rules;
    }

    private record Locked(UUID id, @Nullable Long shownIn) {}

    private record Work(Moderator by, Texts texts, List<Trace> traces) {
        UUID[] authors() {
            return traces.stream().map(Trace::author).toArray(UUID[]::new);
        }
    }

    /** How many comments it concerned; empty when this admin may not do it any more. */
    Mono<Integer> erase(Moderator by, EmailAddress email, Texts texts) {
        return transactions.whole(people.traces(by, email)
                .flatMap(traces -> erase(new Work(by, texts, traces)))
                .delayUntil(comments -> rules.forget(email, by.username())));
    }

    private Mono<Integer> erase(Work work) {
        return batch(work, BEFORE_ALL)
                .expand(batch -> batch.size() < COMMENTS_A_STATEMENT
                        ? Mono.empty()
                        : batch(work, batch.get(batch.size() - 1).id()))
                .reduceWith(Totals::new, Totals::with)
                .flatMap(totals -> forget(work)
                        .then(Mono.defer(() -> recount(totals)))
                        .then(Mono.defer(() -> write(work, totals)))
                        .thenReturn(totals.comments));
    }

    /** What the batches add up to. */
    private static final class Totals {
        private int comments;
        private final TreeSet<Long> shownIn = new TreeSet<>();

        Totals with(List<Locked> batch) {
            comments += batch.size();
            batch.stream().flatMap(one -> Stream.ofNullable(one.shownIn())).forEach(shownIn::add);
            return this;
        }
    }

    private Mono<List<Locked>> batch(Work work, UUID after) {
        return database.sql(LOCK)
                .bind("authors", work.authors())
                .bind("after", after)
                .bind("end", AFTER_ALL)
                .map(row -> new Locked(row.get("id", UUID.class), row.get("thread", Long.class)))
                .all()
                .collectList()
                .delayUntil(batch -> change(work, batch));
    }

    private Mono<Long> change(Work work, List<Locked> batch) {
        var ids = batch.stream().map(Locked::id).toArray(UUID[]::new);
        return switch (work.texts()) {
            case KEEP -> database.sql(KEEP).bind("ids", ids).fetch().rowsUpdated();
            case REMOVE ->
                database.sql(REMOVE)
                        .bind("ids", ids)
                        .bind("entries", entries(ids.length))
                        .bind("by", work.by().username())
                        .fetch()
                        .rowsUpdated();
        };
    }

    private static UUID[] entries(int size) {
        return IntStream.range(0, size).mapToObj(i -> Ids.next()).toArray(UUID[]::new);
    }

    private Mono<Long> forget(Work work) {
        return database.sql(FORGET).bind("authors", work.authors()).fetch().rowsUpdated();
    }

    private Mono<Void> recount(Totals totals) {
        return Flux.fromIterable(totals.shownIn)
                .buffer(THREADS_A_STATEMENT)
                .concatMap(counts::recount)
                .then();
    }

    private Mono<Void> write(Work work, Totals totals) {
        var entries = new ArrayList<AuditEntry>();
        var told = work.texts().code() + ", " + totals.comments + " comments on all sites";
        for (Trace trace : work.traces()) {
            entries.add(new AuditEntry(
                    Action.PRIVACY_ERASE,
                    work.by().username(),
                    trace.site(),
                    null,
                    trace.author(),
                    null,
                    null,
                    null,
                    told));
        }
        if (entries.isEmpty()) {
            entries.add(AuditEntry.of(Action.PRIVACY_ERASE, work.by().username(), null, "nothing found"));
        }
        return Flux.fromIterable(entries).concatMap(audit::write).then();
    }
}
