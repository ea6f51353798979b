package greenroom.audit;

import greenroom.ids.Ids;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Writes down what was done. Within a transaction it takes part in that one, so that an act and its entry are kept
 * together or not at all.
 */
@Component
public class Audit {
    private static final String WRITE = """
            INSERT INTO audit (id, by_whom, action, site, comment_id, author_id, thread, from_status, to_status, reason)
            VALUES (:id, :by, :action, :site, :comment, :author, :thread, :from, :to, :reason)
            """;

    private final DatabaseClient database;

    Audit(DatabaseClient database) {
        this.database = database;
    }

    /** Writes the entry and answers with its id. */
    public Mono<UUID> write(AuditEntry entry) {
        var id = Ids.next();
        var statement =
                database.sql(WRITE).bind("id", id).bind("action", entry.action().code());
        statement = bind(statement, "by", entry.by(), String.class);
        statement = bind(statement, "site", entry.site(), String.class);
        statement = bind(statement, "comment", entry.comment(), UUID.class);
        statement = bind(statement, "author", entry.author(), UUID.class);
        statement = bind(statement, "thread", entry.thread(), String.class);
        statement = bind(statement, "from", entry.from(), String.class);
        statement = bind(statement, "to", entry.to(), String.class);
        statement = bind(statement, "reason", entry.reason(), String.class);
        return statement.fetch().rowsUpdated().thenReturn(id);
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
