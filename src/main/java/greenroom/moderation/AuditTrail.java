package greenroom.moderation;

import greenroom.moderator.Moderator;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was done by whom, to read. */
@Component
class AuditTrail {
    private final DatabaseClient database;

    AuditTrail(DatabaseClient database) {
        this.database = database;
    }

    /** Entries, newest first; {@code next} is the cursor of the page after it, or null. */
    record Page(List<Entry> entries, @Nullable String next) {}

    /** @param by the username; null when no moderator did it */
    record Entry(
            UUID id,
            Instant at,
            @Nullable String by,
            String action,
            @Nullable String site,
            @Nullable UUID comment,
            @Nullable UUID author,
            @Nullable String thread,
            @Nullable String reason) {}

    Mono<Page> page(Moderator me, AuditFilter filter) {
        var statement = filter.statement(me);
        return bound(database.sql(statement.sql()), me, filter)
                .map(AuditTrail::entry)
                .all()
                .collectList()
                .map(found -> page(found, filter));
    }

    private static Page page(List<Entry> found, AuditFilter filter) {
        if (found.size() <= filter.limit()) {
            return new Page(found, null);
        }
        var shown = found.subList(0, filter.limit());
        return new Page(shown, filter.cursorAt(shown.get(shown.size() - 1).id()));
    }

    static GenericExecuteSpec bound(GenericExecuteSpec spec, Moderator me, AuditFilter filter) {
        var bound = spec.bind("me", me.username())
                .bind("before", filter.start())
                .bind("end", filter.end())
                .bind("limit", filter.limit() + 1);
        bound = value(bound, "site", filter.site(), String.class);
        bound = value(bound, "comment", filter.comment(), UUID.class);
        bound = value(
                bound,
                "action",
                filter.action() == null ? null : filter.action().code(),
                String.class);
        return value(bound, "whom", filter.by(), String.class);
    }

    private static <T> GenericExecuteSpec value(
            GenericExecuteSpec spec, String name, @Nullable T value, Class<T> type) {
        return value == null ? spec.bindNull(name, type) : spec.bind(name, value);
    }

    private static Entry entry(Readable row) {
        return new Entry(
                row.get("id", UUID.class),
                ModerationQueue.time(row, "at"),
                row.get("by_whom", String.class),
                row.get("action", String.class),
                row.get("site", String.class),
                row.get("comment_id", UUID.class),
                row.get("author_id", UUID.class),
                row.get("thread", String.class),
                row.get("reason", String.class));
    }
}
