package greenroom.moderation;

import greenroom.comment.SameText;
import greenroom.comment.Text;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.privacy.EmailLookup;
import greenroom.site.Site;
import greenroom.site.Sites;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Replaces a comment's text; the old one is kept beside the audit entry. */
@Component
class Edits {
    /**
     * Of two edits at once the later one waits for the row, finds another version and changes nothing. What keeps the author
     * from sending the text again is of the text as it now stands, unless another comment of theirs has it already. Served by
     * primary keys and comment_dedupe.
     */
    private static final String EDIT = """
            WITH old AS (
                SELECT comment.id, comment.body, comment.author_id, comment.status, comment.site_id, site.key AS site, thread.key AS thread
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
                       dedupe_key = CASE WHEN comment.dedupe_key IS NOT NULL AND NOT EXISTS (
                                              SELECT FROM comment other
                                               WHERE other.dedupe_key = :dedupe AND other.id <> comment.id)
                                         THEN :dedupe END,
                       repeat_key = CASE WHEN comment.repeat_key IS NOT NULL
                                         THEN sha256(:dedupe || comment.client_hash) END
                  FROM old WHERE comment.id = old.id
            ), audited AS (
                INSERT INTO audit (id, by_whom, action, site, comment_id, author_id, thread, reason)
                SELECT :entry, :by, 'edit', site, id, author_id, thread, :reason FROM old
            ), kept AS (
                INSERT INTO revision (audit_id, comment_id, body) SELECT :entry, id, body FROM old
            )
            SELECT CASE WHEN status = 'approved' THEN pg_notify('greenroom', 'thread ' || site || ' ' || thread) END,
                   pg_notify('greenroom', 'desk ' || json_build_object('event', 'edited', 'by', :by::text, 'comments',
                             json_build_array(json_build_object('id', id, 'site', site_id, 'status', status,
                                              'version', :seen::integer + 1, 'more', 0)))::text)
              FROM old
            """;

    /** Primary keys. */
    private static final String LOOKUP = """
            SELECT coalesce(author.email_lookup, '') AS email_lookup
              FROM comment LEFT JOIN author ON author.id = comment.author_id
             WHERE comment.id = :id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final ModerationQueue queue;
    private final SameText sameText;
    private final Sites sites;

    Edits(DatabaseClient database, Transactions transactions, ModerationQueue queue, SameText sameText, Sites sites) {
        this.database = database;
        this.transactions = transactions;
        this.queue = queue;
        this.sameText = sameText;
        this.sites = sites;
    }

    /** @param reason why, or null */
    private record Edit(
            Moderator by,
            Site site,
            QueueItem comment,
            int seen,
            String body,
            @Nullable String reason) {}

    /** The comment as it stands after the edit. */
    Mono<Attempt<QueueItemInFull>> edit(Moderator by, UUID id, EditForm form) {
        return queue.one(by, id)
                .flatMap(attempt -> attempt.fold(
                        comment -> edit(by, comment, form), refused -> Mono.just(Attempt.refused(refused.why()))));
    }

    private Mono<Attempt<QueueItemInFull>> edit(Moderator by, QueueItem comment, EditForm form) {
        var site = sites.named(comment.site()).orElseThrow();
        var errors = form.errors(site.limits());
        if (!errors.isEmpty()) {
            return Mono.just(Attempt.invalid(errors));
        }
        var edit = new Edit(
                by,
                site,
                comment,
                form.version() == null ? -1 : form.version(),
                Text.body(String.valueOf(form.body())),
                Wording.reason(form.reason()));
        return transactions
                .whole(dedupeKey(edit).flatMap(key -> write(edit, key)))
                // the author sent that very text this moment; the second time it is seen
                .retryWhen(Retry.max(1).filter(DuplicateKeyException.class::isInstance))
                .flatMap(written -> written ? queue.inFull(by, comment.id()) : refused(by, comment.id()));
    }

    /** Empty where there is no author any more. */
    private Mono<Optional<byte[]>> dedupeKey(Edit edit) {
        return database.sql(LOOKUP)
                .bind("id", edit.comment().id())
                .map(row -> row.get("email_lookup", byte[].class))
                .one()
                .map(lookup -> Optional.of(lookup)
                        .filter(bytes -> bytes.length > 0)
                        .map(bytes -> sameText.dedupeKey(
                                edit.site().id(), edit.comment().thread().key(), new EmailLookup(bytes), edit.body())));
    }

    private Mono<Boolean> write(Edit edit, Optional<byte[]> dedupeKey) {
        var statement = database.sql(EDIT)
                .bind("by", edit.by().username())
                .bind("id", edit.comment().id())
                .bind("seen", edit.seen())
                .bind("body", edit.body())
                .bind("entry", Ids.next());
        statement = dedupeKey.isPresent()
                ? statement.bind("dedupe", dedupeKey.get())
                : statement.bindNull("dedupe", byte[].class);
        statement = edit.reason() == null
                ? statement.bindNull("reason", String.class)
                : statement.bind("reason", edit.reason());
        return statement.fetch().all().hasElements();
    }

    /** Why nothing was changed: if it is still there to see, it is another version than the moderator saw. */
    private Mono<Attempt<QueueItemInFull>> refused(Moderator by, UUID id) {
        return queue.inFull(by, id)
                .map(attempt -> attempt.fold(comment -> Attempt.refused(Refusal.CHANGED), refused -> refused));
    }
}
