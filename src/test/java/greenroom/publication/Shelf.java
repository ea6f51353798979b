package greenroom.publication;

import greenroom.comment.PublishedCounts;
import greenroom.comment.Status;
import greenroom.ids.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Puts comments straight into the store, as submission and decisions would have left them. */
final class Shelf {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ARTICLE = """
            INSERT INTO thread (site_id, key) SELECT id, :key FROM site WHERE key = 'demo'
            ON CONFLICT (site_id, key) DO NOTHING
            """;

    private static final String COMMENT = """
            INSERT INTO comment (id, site_id, thread_id, parent_id, root_id, depth, name, body, locale, by_moderator, status,
                                 submitted_at, published_at)
            SELECT :id, t.site_id, t.id, p.id, coalesce(p.root_id, p.id), coalesce(p.depth, 0) + 1, :name, :body, :locale,
                   :moderator, :status, :at, :at
              FROM thread t JOIN site s ON s.id = t.site_id LEFT JOIN comment p ON p.id = :parent
             WHERE s.key = 'demo' AND t.key = :thread
            """;

    private final DatabaseClient database;
    private final PublishedCounts counts;

    Shelf(DatabaseClient database, PublishedCounts counts) {
        this.database = database;
        this.counts = counts;
    }

    /** A comment as it will be put; what a test is not about is what any comment has. */
    record Draft(
            String thread,
            @Nullable UUID parent,
            String name,
            String body,
            @Nullable String locale,
            @Nullable String moderator,
            Status status) {
        static Draft in(String thread) {
            return new Draft(thread, null, "Ayesha", "Well said.", null, null, Status.APPROVED);
        }

        Draft under(UUID comment) {
            return new Draft(thread, comment, name, body, locale, moderator, status);
        }

        Draft named(String other) {
            return new Draft(thread, parent, other, body, locale, moderator, status);
        }

        Draft saying(String other) {
            return new Draft(thread, parent, name, other, locale, moderator, status);
        }

        Draft inLanguage(String tag) {
            return new Draft(thread, parent, name, body, tag, moderator, status);
        }

        Draft byModerator() {
            return new Draft(thread, parent, name, body, locale, "admin", status);
        }

        Draft being(Status other) {
            return new Draft(thread, parent, name, body, locale, moderator, other);
        }
    }

    /** Nobody is told: as if another process had done it and its announcement were still to come. */
    UUID putsSilently(Draft draft) {
        done(database.sql(ARTICLE).bind("key", draft.thread()).fetch().rowsUpdated());
        var id = Ids.next();
        var statement = database.sql(COMMENT)
                .bind("id", id)
                .bind("thread", draft.thread())
                .bind("name", draft.name())
                .bind("body", draft.body())
                .bind("status", draft.status().code())
                .bind("at", Instant.now());
        statement = draft.parent() == null
                ? statement.bindNull("parent", UUID.class)
                : statement.bind("parent", draft.parent());
        statement = draft.locale() == null
                ? statement.bindNull("locale", String.class)
                : statement.bind("locale", draft.locale());
        statement = draft.moderator() == null
                ? statement.bindNull("moderator", String.class)
                : statement.bind("moderator", draft.moderator());
        done(statement.fetch().rowsUpdated());
        return id;
    }

    UUID puts(Draft draft) {
        var id = putsSilently(draft);
        announces(draft.thread());
        return id;
    }

    void moves(UUID comment, Status status) {
        done(database.sql("UPDATE comment SET status = :status, published_at = now() WHERE id = :id")
                .bind("status", status.code())
                .bind("id", comment)
                .fetch()
                .rowsUpdated());
        announces(threadOf(comment));
    }

    private String threadOf(UUID comment) {
        return Objects.requireNonNull(done(
                database.sql("SELECT t.key FROM comment c JOIN thread t ON t.id = c.thread_id WHERE c.id = :id")
                        .bind("id", comment)
                        .map(row -> Objects.requireNonNull(row.get("key", String.class)))
                        .one()));
    }

    /** Counts the thread anew and tells everybody, as a decision does. */
    void announces(String thread) {
        var id = done(database.sql(
                        "SELECT t.id FROM thread t JOIN site s ON s.id = t.site_id WHERE t.key = :key AND s.key = 'demo'")
                .bind("key", thread)
                .map(row -> Objects.requireNonNull(row.get("id", Long.class)))
                .one());
        done(counts.recount(List.of(Objects.requireNonNull(id))));
    }

    /** Runs a statement that a test makes up. */
    void runs(String sql) {
        done(database.sql(sql).fetch().rowsUpdated());
    }

    private static <T> @Nullable T done(Mono<T> answer) {
        return answer.block(PATIENCE);
    }
}
