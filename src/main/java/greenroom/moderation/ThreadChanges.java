package greenroom.moderation;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.comment.PublishedCounts;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import greenroom.site.Site;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens, closes and names threads, and tells how age leaves them; one that nobody wrote to is made when it is closed or named. */
@Component
class ThreadChanges {
    /**
     * Once an admin has named a thread no reader's title names it any more, and one that an admin has opened is closed by
     * no age. Served by the unique key (site_id, key).
     */
    private static final String CHANGE = """
            INSERT INTO thread AS t (site_id, key, open, kept_open, title, url, named)
            SELECT site.id, :key, coalesce(:open, true), coalesce(:open, false), :title, :url, :named
              FROM site JOIN moderator ON moderator.username = :by AND moderator.enabled AND moderator.role = 'admin'
                   AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
             WHERE site.id = :site
            ON CONFLICT (site_id, key) DO UPDATE
               SET open = coalesce(:open, t.open),
                   kept_open = coalesce(:open, t.kept_open),
                   title = coalesce(:title, t.title),
                   url = coalesce(:url, t.url),
                   named = t.named OR :named
            RETURNING t.id, t.key, t.title, t.url, t.published_count,
                      thread_is_open(t.open, t.created_at, t.kept_open, :days) AS open
            """;

    /** Served by the unique key (site_id, key). */
    private static final String SHOW = """
            SELECT id, key, title, url, published_count, thread_is_open(open, created_at, kept_open, :days) AS open
              FROM thread WHERE site_id = :site AND key = :key
            """;

    private final DatabaseClient database;
    private final Transactions transactions;
    private final Audit audit;
    private final PublishedCounts counts;

    ThreadChanges(DatabaseClient database, Transactions transactions, Audit audit, PublishedCounts counts) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
        this.counts = counts;
    }

    /** A thread as readers are told of it. {@code count} is of all public comments. */
    record Shown(
            String key, @Nullable String title, @Nullable String url, boolean open, int count) {}

    /** What is to change; null stays as it is. */
    record Change(
            Site site,
            String key,
            @Nullable Boolean open,
            @Nullable String title,
            @Nullable String url) {
        boolean names() {
            return title != null || url != null;
        }

        String told() {
            var parts = new ArrayList<String>();
            if (open != null) {
                parts.add(open ? "opened" : "closed");
            }
            if (title != null) {
                parts.add("title");
            }
            if (url != null) {
                parts.add("url");
            }
            return String.join(", ", parts);
        }
    }

    private record Row(long id, Shown shown) {}

    /** The thread after the change; empty when the right to change it was taken away meanwhile. */
    Mono<Shown> apply(Moderator by, Change change) {
        return transactions.whole(changed(by, change).flatMap(row -> follow(by, change, row)));
    }

    /** The thread as it stands, or as it would stand with its first comment. */
    Mono<Shown> show(Site site, String key) {
        return database.sql(SHOW)
                .bind("site", site.id())
                .bind("days", site.autoCloseDays())
                .bind("key", key)
                .map(ThreadChanges::row)
                .one()
                .map(Row::shown)
                .defaultIfEmpty(new Shown(key, null, null, true, 0));
    }

    private Mono<Row> changed(Moderator by, Change change) {
        var statement = database.sql(CHANGE)
                .bind("by", by.username())
                .bind("site", change.site().id())
                .bind("days", change.site().autoCloseDays())
                .bind("key", change.key())
                .bind("named", change.names());
        statement = value(statement, "open", change.open(), Boolean.class);
        statement = value(statement, "title", change.title(), String.class);
        return value(statement, "url", change.url(), String.class)
                .map(ThreadChanges::row)
                .one();
    }

    private static <T> GenericExecuteSpec value(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }

    private Mono<Shown> follow(Moderator by, Change change, Row row) {
        var entry = new AuditEntry(
                Action.THREAD_CHANGE,
                by.username(),
                change.site().key(),
                null,
                null,
                change.key(),
                null,
                null,
                change.told());
        return audit.write(entry)
                .then(Mono.defer(() -> counts.recount(List.of(row.id()))))
                .thenReturn(row.shown());
    }

    private static Row row(Readable row) {
        var shown = new Shown(
                row.get("key", String.class),
                row.get("title", String.class),
                row.get("url", String.class),
                row.get("open", Boolean.class),
                row.get("published_count", Integer.class));
        return new Row(row.get("id", Long.class), shown);
    }
}
