package greenroom.moderation;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.privacy.Emails;
import greenroom.privacy.SealedEmail;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens single emails for those who may see them; the audit has it before they do. */
@Component
class Reveals {
    /**
     * Admins, and moderators where the site allows it. A token of an admin that is a moderator's counts as a moderator.
     * Primary keys.
     */
    private static final String SEALED = """
            SELECT site.key AS site, thread.key AS thread, author.id AS author_id, author.email_sealed,
                   moderator.username IS NOT NULL AS mine
              FROM comment
              JOIN site ON site.id = comment.site_id
              JOIN thread ON thread.id = comment.thread_id
              LEFT JOIN author ON author.id = comment.author_id
              LEFT JOIN moderator ON moderator.username = :by AND moderator.enabled
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                   AND ((:admin AND moderator.role = 'admin') OR site.settings @> '{"revealByModerators": true}')
             WHERE comment.id = :id
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Emails emails;
    private final Audit audit;

    Reveals(DatabaseClient database, Transactions transactions, Emails emails, Audit audit) {
        this.database = database;
        this.transactions = transactions;
        this.emails = emails;
        this.audit = audit;
    }

    /** The one answer that holds an email in clear; it does not print itself. */
    record Revealed(String email) {
        @Override
        public String toString() {
            return "Revealed[]";
        }
    }

    private record Row(
            String site,
            String thread,
            @Nullable UUID author,
            @Nullable SealedEmail sealed,
            boolean mine) {}

    Mono<Attempt<Revealed>> reveal(Moderator by, UUID comment, @Nullable String reason) {
        var work = sealed(by, comment)
                .flatMap(row -> reveal(by, comment, row, reason))
                .defaultIfEmpty(Attempt.refused(Refusal.NOT_FOUND));
        return transactions.whole(work);
    }

    private Mono<Row> sealed(Moderator by, UUID comment) {
        return database.sql(SEALED)
                .bind("by", by.username())
                .bind("admin", by.isAdmin())
                .bind("id", comment)
                .map(Reveals::row)
                .one();
    }

    private static Row row(Readable row) {
        var sealed = row.get("email_sealed", byte[].class);
        return new Row(
                row.get("site", String.class),
                row.get("thread", String.class),
                row.get("author_id", UUID.class),
                sealed == null ? null : new SealedEmail(sealed),
                row.get("mine", Boolean.class));
    }

    private Mono<Attempt<Revealed>> reveal(Moderator by, UUID comment, Row row, @Nullable String reason) {
        if (!row.mine()) {
            return Mono.just(Attempt.refused(Refusal.FORBIDDEN));
        }
        if (row.sealed() == null || row.author() == null) {
            return Mono.just(Attempt.refused(Refusal.NO_EMAIL));
        }
        var revealed =
                new Revealed(emails.open(row.sealed(), row.site(), row.author()).inClear());
        var entry = AuditEntry.on(comment, row.author(), Action.REVEAL_EMAIL, by.username(), row.site(), row.thread())
                .because(reason);
        return audit.write(entry).thenReturn(Attempt.done(revealed));
    }
}
