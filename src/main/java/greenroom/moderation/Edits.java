package greenroom.moderation;

import greenroom.comment.Text;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.site.Sites;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Replaces a comment's text; the old one is kept beside the audit entry. */
@Component
class Edits {
    /**
     * One statement, so one transaction. Of two edits at once the later one waits for the row, finds another version and
     * changes nothing. What keeps the author from sending the old text again goes with that text. Primary keys.
     */
    private static final String EDIT = """
            WITH old AS (
                SELECT comment.id, comment.body, comment.author_id, comment.status, site.key AS site, thread.key AS thread
                  FROM comment
                  JOIN site ON site.id = comment.site_id
                  JOIN thread ON thread.id = comment.thread_id
                  JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                 WHERE comment.id = :id AND comment.version = :seen AND comment.status <> 'withdrawn'
                   FOR UPDATE OF comment
            ), edited AS (
                UPDATE comment
                   SET body = :body,
                       version = comment.version + 1,
                       dedupe_key = CASE WHEN comment.body = :body THEN comment.dedupe_key END,
                       repeat_key = CASE WHEN comment.body = :body THEN comment.repeat_key END
                  FROM old WHERE comment.id = old.id
            ), audited AS (
                INSERT INTO audit (id, by_whom, action, site, comment_id, author_id, thread, reason)
                SELECT :entry, :by, 'edit', site, id, author_id, thread, :reason FROM old
            ), kept AS (
                INSERT INTO revision (audit_id, comment_id, body) SELECT :entry, id, body FROM old
            )
            SELECT CASE WHEN status = 'approved' THEN pg_notify('greenroom', 'thread ' || site || ' ' || thread) END
              FROM old
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final ModerationQueue queue;
    private final Sites sites;

    Edits(DatabaseClient database, Transactions transactions, ModerationQueue queue, Sites sites) {
        this.database = database;
        this.transactions = transactions;
        this.queue = queue;
        this.sites = sites;
    }

    /** The comment as it stands after the edit. */
    Mono<Attempt<QueueItemInFull>> edit(Moderator by, UUID id, EditForm form) {
        return queue.one(by, id)
                .flatMap(attempt -> attempt.fold(
                        comment -> edit(by, comment, form), refused -> Mono.just(Attempt.refused(refused.why()))));
    }

    private Mono<Attempt<QueueItemInFull>> edit(Moderator by, QueueItem comment, EditForm form) {
        var errors = form.errors(sites.named(comment.site()).orElseThrow().limits());
        if (!errors.isEmpty()) {
            return Mono.just(Attempt.invalid(errors));
        }
        return transactions
                .whole(apply(by, comment.id(), form))
                .flatMap(applied -> applied ? queue.inFull(by, comment.id()) : refused(by, comment.id()));
    }

    private Mono<Boolean> apply(Moderator by, UUID id, EditForm form) {
        var statement = database.sql(EDIT)
                .bind("by", by.username())
                .bind("id", id)
                .bind("seen", form.version() == null ? -1 : form.version())
                .bind("body", Text.body(String.valueOf(form.body())))
                .bind("entry", Ids.next());
        var reason = Wording.reason(form.reason());
        statement = reason == null ? statement.bindNull("reason", String.class) : statement.bind("reason", reason);
        return statement.fetch().all().hasElements();
    }

    /** Why nothing was changed: if it is still there to see, it is another version than the moderator saw. */
    private Mono<Attempt<QueueItemInFull>> refused(Moderator by, UUID id) {
        return queue.inFull(by, id)
                .map(attempt -> attempt.fold(comment -> Attempt.refused(Refusal.CHANGED), refused -> refused));
    }
}
