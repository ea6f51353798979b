package greenroom.site;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes and changes sites: audited, announced, and in force on this replica when it completes. */
@Component
class SiteChanges {
    private static final String CREATE = """
            INSERT INTO site (key, name, origins, settings) VALUES (:key, :name, :origins, :settings::jsonb)
            ON CONFLICT (key) DO NOTHING
            """;

    /** Settings that come replace those of the same name; the others stay. */
    private static final String CHANGE = """
            UPDATE site
               SET name = coalesce(:name, name),
                   origins = coalesce(:origins, origins),
                   settings = settings || :settings::jsonb
             WHERE key = :key
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', 'sites')";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Audit audit;
    private final Sites sites;
    private final JsonMapper json;

    SiteChanges(DatabaseClient database, TransactionalOperator transaction, Audit audit, Sites sites, JsonMapper json) {
        this.database = database;
        this.transaction = transaction;
        this.audit = audit;
        this.sites = sites;
        this.json = json;
    }

    /** False when the key is taken. */
    Mono<Boolean> create(SiteForm form, String by) {
        var key = String.valueOf(form.key());
        var origins = form.normalOrigins();
        var inserted = database.sql(CREATE)
                .bind("key", key)
                .bind("name", String.valueOf(form.name()).strip())
                .bind("origins", origins == null ? new String[0] : origins)
                .bind("settings", settings(form))
                .fetch()
                .rowsUpdated();
        return kept(inserted, AuditEntry.of(Action.SITE_CREATE, by, key, null));
    }

    /** False when there is no such site. */
    Mono<Boolean> change(String key, SiteForm form, String by) {
        var statement = database.sql(CHANGE).bind("key", key).bind("settings", settings(form));
        var name = form.name();
        var origins = form.normalOrigins();
        statement = name == null ? statement.bindNull("name", String.class) : statement.bind("name", name.strip());
        statement =
                origins == null ? statement.bindNull("origins", String[].class) : statement.bind("origins", origins);
        return kept(statement.fetch().rowsUpdated(), AuditEntry.of(Action.SITE_CHANGE, by, key, changed(form)));
    }

    private Mono<Boolean> kept(Mono<Long> change, AuditEntry entry) {
        return change.flatMap(rows -> rows == 1 ? written(entry) : Mono.just(false))
                .as(transaction::transactional)
                .flatMap(done -> done ? sites.reload().thenReturn(true) : Mono.just(false));
    }

    private Mono<Boolean> written(AuditEntry entry) {
        return audit.write(entry)
                .then(database.sql(ANNOUNCE).fetch().all().then())
                .thenReturn(true);
    }

    private String settings(SiteForm form) {
        return json.writeValueAsString(form.settings() == null ? SiteSettings.NONE : form.settings());
    }

    private static @Nullable String changed(SiteForm form) {
        var parts = new StringBuilder();
        parts.append(form.name() == null ? "" : "name ");
        parts.append(form.origins() == null ? "" : "origins ");
        parts.append(form.settings() == null ? "" : "settings ");
        return parts.isEmpty() ? null : parts.toString().strip();
    }
}
