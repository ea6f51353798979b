package greenroom.moderation;

import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The people who write comments, one for each site and email, and what moderators think of them. */
@Component
class Authors {
    /**
     * Standing, audit and announcement change together; the same standing again changes nothing and is not written down.
     * The right to do it is asked of the table here, where it counts. Served by primary keys.
     */
    private static final String CHANGE = """
            WITH old AS (
                SELECT author.id, author.standing, author.approved, author.rejected, site.key AS site, site.id AS site_id,
                       moderator.username IS NOT NULL AS mine
                  FROM author
                  JOIN site ON site.id = author.site_id
                  LEFT JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                 WHERE author.id = :id
                   FOR UPDATE OF author
            ), changed AS (
                UPDATE author SET standing = :standing
                  FROM old WHERE author.id = old.id AND old.mine AND old.standing <> :standing
                RETURNING author.id
            ), audited AS (
                INSERT INTO audit (id, by_whom, action, site, author_id, reason)
                SELECT :entry, :by, 'author-change', old.site, old.id,
                       old.standing || ' to ' || :standing || coalesce(': ' || :reason, '')
                  FROM old JOIN changed ON changed.id = old.id
            ), announced AS (
                SELECT pg_notify('greenroom', 'desk ' || json_build_object('event', 'standing', 'by', :by::text,
                                 'author', old.id, 'site', old.site_id, 'standing', :standing::text)::text)
                  FROM old JOIN changed ON changed.id = old.id
            )
            SELECT old.*, (SELECT count(*) FROM announced) AS told FROM old
            """;

    private final DatabaseClient database;
    private final Transactions transactions;

    Authors(DatabaseClient database, Transactions transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /** An author as moderators see them, in its JSON form; the counts are of comments that stand approved or rejected. */
    record Author(UUID id, String site, Standing standing, int approved, int rejected) {}

    /** The author with the standing that they have now. */
    Mono<Attempt<Author>> change(Moderator by, UUID author, Standing standing, @Nullable String reason) {
        return transactions.whole(changed(by, author, standing, reason));
    }

    private Mono<Attempt<Author>> changed(Moderator by, UUID author, Standing standing, @Nullable String reason) {
        var statement = database.sql(CHANGE)
                .bind("by", by.username())
                .bind("id", author)
                .bind("standing", standing.code())
                .bind("entry", Ids.next());
        statement = reason == null ? statement.bindNull("reason", String.class) : statement.bind("reason", reason);
        return statement.map(row -> attempt(row, standing)).one().defaultIfEmpty(Attempt.refused(Refusal.NOT_FOUND));
    }

    private static Attempt<Author> attempt(Readable row, Standing standing) {
        if (!row.get("mine", Boolean.class)) {
            return Attempt.refused(Refusal.FORBIDDEN);
        }
        return Attempt.done(new Author(
                row.get("id", UUID.class),
                row.get("site", String.class),
                standing,
                row.get("approved", Integer.class),
                row.get("rejected", Integer.class)));
    }
}
