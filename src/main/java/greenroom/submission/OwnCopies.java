package greenroom.submission;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.comment.DeskChange;
import greenroom.comment.PublishedCounts;
import greenroom.comment.SameText;
import greenroom.comment.Status;
import greenroom.ids.Secret;
import greenroom.postgres.Transactions;
import greenroom.privacy.EmailLookup;
import greenroom.site.Site;
import greenroom.site.Sites;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What authors do with their own comments. Each change is one transaction with its audit entry. */
@Component
final class OwnCopies {
    private static final String FIND = """
            SELECT c.id, s.key AS site, t.key AS thread, c.thread_id, c.author_id, a.email_lookup, c.status,
                   c.version, c.name, c.body, c.signals::text AS signals, c.submitted_at, c.receipt_hash
              FROM comment c
              JOIN site s ON s.id = c.site_id
              JOIN thread t ON t.id = c.thread_id
              LEFT JOIN author a ON a.id = c.author_id
             WHERE c.id = :id
            """;

    /** A moderator who decides meanwhile wins: the version moves on with every change. */
    private static final String EDIT = """
            UPDATE comment
               SET body = :body, status = CASE WHEN :spam THEN 'spam' ELSE status END,
                   version = version + 1, signals = :signals::jsonb, score = :score, dedupe_key = :dedupe
             WHERE id = :id AND version = :version AND status IN ('pending', 'spam')
            """;

    /** Served by comment_dedupe. */
    private static final String LET_GO = """
            UPDATE comment SET dedupe_key = NULL
             WHERE dedupe_key = :dedupe AND submitted_at < now() - interval '24 hours'
            """;

    private static final String KEEP_OLD_TEXT =
            "INSERT INTO revision (audit_id, comment_id, body) VALUES (:audit, :comment, :body)";

    private static final String WITHDRAW = """
            UPDATE comment
               SET status = 'withdrawn', version = version + 1, dedupe_key = NULL, repeat_key = NULL
             WHERE id = :id AND version = :version AND status <> 'withdrawn'
            """;

    private static final String TAKE_BACK_COUNTS = """
            UPDATE author
               SET approved = approved - CASE WHEN :status = 'approved' THEN 1 ELSE 0 END,
                   rejected = rejected - CASE WHEN :status = 'rejected' THEN 1 ELSE 0 END
             WHERE id = :author
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', :announcement)";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;
    private final PublishedCounts counts;
    private final SameText sameText;
    private final Sites sites;
    private final JsonMapper json;

    OwnCopies(
            DatabaseClient database,
            Transactions transactions,
            Audit audit,
            PublishedCounts counts,
            SameText sameText,
            Sites sites,
            JsonMapper json) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
        this.counts = counts;
        this.sameText = sameText;
        this.sites = sites;
        this.json = json;
    }

    /** What became of an edit. */
    enum Edit {
        DONE,
        OVERTAKEN,
        DUPLICATE
    }

    /** A text and what screening says of it; {@code spam} where it goes there by itself. */
    record Edited(String body, String signals, float score, boolean spam) {}

    private record Found(OwnCopy copy, boolean isItsAuthors) {}

    /** The copy for who holds its receipt; empty for an unknown id and a wrong receipt alike. */
    Mono<OwnCopy> of(UUID id, Secret receipt) {
        return database.sql(FIND)
                .bind("id", id)
                .map(row -> found(row, receipt))
                .one()
                .filter(Found::isItsAuthors)
                .map(Found::copy);
    }

    Mono<Edit> edit(OwnCopy copy, Edited edited) {
        var lookup = copy.lookup();
        var dedupeKey = lookup == null
                ? new byte[0]
                : sameText.dedupeKey(copy.site().id(), copy.thread(), lookup, edited.body());
        return database.sql(LET_GO)
                .bind("dedupe", dedupeKey)
                .fetch()
                .rowsUpdated()
                .then(write(copy, edited, dedupeKey))
                .flatMap(rows -> rows == 1 ? noteEdit(copy, edited).thenReturn(Edit.DONE) : Mono.just(Edit.OVERTAKEN))
                .as(transactions::whole)
                .onErrorReturn(DuplicateKeyException.class, Edit.DUPLICATE);
    }

    private Mono<Long> write(OwnCopy copy, Edited edited, byte[] dedupeKey) {
        var statement = database.sql(EDIT)
                .bind("body", edited.body())
                .bind("signals", edited.signals())
                .bind("score", edited.score())
                .bind("spam", edited.spam())
                .bind("id", copy.id())
                .bind("version", copy.version());
        statement = dedupeKey.length == 0
                ? statement.bindNull("dedupe", byte[].class)
                : statement.bind("dedupe", dedupeKey);
        return statement.fetch().rowsUpdated();
    }

    private Mono<Long> noteEdit(OwnCopy copy, Edited edited) {
        var entry = entry(copy, Action.AUTHOR_EDIT);
        var moves = edited.spam() && copy.status() != Status.SPAM;
        return audit.write(moves ? entry.changing(copy.status().code(), Status.SPAM.code()) : entry)
                .delayUntil(id -> announce(copy, "edited", edited.spam() ? Status.SPAM : copy.status()))
                .flatMap(id -> database.sql(KEEP_OLD_TEXT)
                        .bind("audit", id)
                        .bind("comment", copy.id())
                        .bind("body", copy.body())
                        .fetch()
                        .rowsUpdated());
    }

    /** True when it is withdrawn now; false when a moderator changed it meanwhile, so that it must be read again. */
    Mono<Boolean> withdraw(OwnCopy copy) {
        return database.sql(WITHDRAW)
                .bind("id", copy.id())
                .bind("version", copy.version())
                .fetch()
                .rowsUpdated()
                .flatMap(rows -> rows == 1 ? noteWithdrawal(copy).thenReturn(true) : Mono.just(false))
                .as(transactions::whole);
    }

    private Mono<Void> noteWithdrawal(OwnCopy copy) {
        return audit.write(entry(copy, Action.WITHDRAW).changing(copy.status().code(), Status.WITHDRAWN.code()))
                .then(takeBackCounts(copy))
                .then(announce(copy, "decided", Status.WITHDRAWN))
                .then(Mono.defer(() -> counts.recount(List.of(copy.threadId()))));
    }

    /** To who watches the desk. */
    private Mono<Void> announce(OwnCopy copy, String event, Status now) {
        var row = new DeskChange.Row(
                copy.id(),
                copy.site().id(),
                now.code(),
                copy.version() + 1,
                DeskChange.Row.more(copy.status().code(), now.code()));
        return database.sql(ANNOUNCE)
                .bind("announcement", new DeskChange(event, null, List.of(row)).announcement(json))
                .fetch()
                .all()
                .then();
    }

    private Mono<Long> takeBackCounts(OwnCopy copy) {
        var author = copy.author();
        if (author == null) {
            return Mono.just(0L);
        }
        return database.sql(TAKE_BACK_COUNTS)
                .bind("status", copy.status().code())
                .bind("author", author)
                .fetch()
                .rowsUpdated();
    }

    private static AuditEntry entry(OwnCopy copy, Action action) {
        return AuditEntry.on(copy.id(), copy.author(), action, null, copy.site().key(), copy.thread());
    }

    private Found found(Readable row, Secret receipt) {
        var lookup = row.get("email_lookup", byte[].class);
        var copy = new OwnCopy(
                Objects.requireNonNull(row.get("id", UUID.class)),
                site(Objects.requireNonNull(row.get("site", String.class))),
                Objects.requireNonNull(row.get("thread", String.class)),
                Objects.requireNonNull(row.get("thread_id", Long.class)),
                row.get("author_id", UUID.class),
                lookup == null ? null : new EmailLookup(lookup),
                Status.of(Objects.requireNonNull(row.get("status", String.class)))
                        .orElseThrow(),
                Objects.requireNonNull(row.get("version", Integer.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("body", String.class)),
                Objects.requireNonNull(row.get("signals", String.class)),
                Objects.requireNonNull(row.get("submitted_at", Instant.class)));
        var receiptHash = row.get("receipt_hash", byte[].class);
        return new Found(copy, receiptHash != null && receipt.matches(receiptHash));
    }

    private Site site(String key) {
        return sites.named(key).orElseThrow();
    }
}
