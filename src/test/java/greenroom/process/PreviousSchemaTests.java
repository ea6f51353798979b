package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * While replicas of a new version are rolled out, those of the version before work on: a migration may add, and takes
 * nothing away that the code before it uses.
 */
class PreviousSchemaTests {
    /** Each column of a table, by its name, with what a statement of the version before relies on. */
    private record Column(String type, boolean nullable, boolean filledByItself) {}

    private static final String COLUMNS = """
            SELECT c.table_name || '.' || c.column_name AS name, c.table_name, c.data_type,
                   c.is_nullable = 'YES' AS nullable,
                   c.column_default IS NOT NULL OR c.is_identity = 'YES' OR c.is_generated = 'ALWAYS' AS filled
              FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
             WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name <> 'flyway_schema_history'
            """;

    private static final String FUNCTIONS = """
            SELECT p.oid::regprocedure::text AS name FROM pg_proc p
             WHERE p.pronamespace = 'public'::regnamespace
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
            """;

    /** As the code before V4 stores a comment, with the columns that it names. */
    private static final List<String> STORES_A_COMMENT = List.of(
            "INSERT INTO site (key, name, origins) VALUES ('demo', 'Demo', '{}') ON CONFLICT (key) DO NOTHING",
            """
            INSERT INTO thread (site_id, key) SELECT id, 'news' FROM site WHERE key = 'demo'
            ON CONFLICT (site_id, key) DO UPDATE SET key = excluded.key
            RETURNING id, site_id, key, open
            """,
            """
            INSERT INTO author (id, site_id, email_lookup, email_sealed, email_mask)
            SELECT gen_random_uuid(), id, '\\x01', '\\x02', 'a•••@example.org' FROM site WHERE key = 'demo'
            ON CONFLICT (site_id, email_lookup) DO UPDATE SET standing = author.standing
            RETURNING id, site_id, email_lookup
            """,
            """
            INSERT INTO comment (id, site_id, thread_id, author_id, parent_id, root_id, depth, name, body, locale, url,
                                 title, notify_replies, status, signals, score, submitted_at, receipt_hash, client_hash,
                                 idempotency_key, fingerprint, dedupe_key)
            SELECT gen_random_uuid(), t.site_id, t.id, a.id, NULL, NULL, 1, 'Ayesha', 'Well said.', 'en', NULL,
                   NULL, false, 'pending', '[]', 0, now(), '\\x03', '\\x04', NULL, NULL, NULL
              FROM thread t JOIN author a ON a.site_id = t.site_id WHERE t.key = 'news'
            ON CONFLICT DO NOTHING
            RETURNING id, site_id, status
            """);

    /** As it decides on one, and closes a thread. */
    private static final List<String> DECIDES = List.of(
            """
            UPDATE comment SET status = 'approved', version = comment.version + 1, decided_at = statement_timestamp(),
                   decided_by = 'admin', published_at = statement_timestamp() WHERE status = 'pending'
            """,
            "UPDATE thread SET published_count = published_count + 1 WHERE key = 'news'",
            "UPDATE thread SET open = false WHERE key = 'news'",
            "UPDATE thread SET open = true WHERE key = 'news'");

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("db"))
                .setCleanDataDirectory(false)
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Connection newDatabase(String name) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return server.getDatabase("postgres", name).getConnection();
    }

    private static void migrate(String database, String version) {
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", database))
                .locations("classpath:db/migration")
                .placeholders(Map.of("service", "postgres"))
                .target(version)
                .load()
                .migrate();
    }

    private static List<String> versions() {
        var all = Flyway.configure()
                .dataSource(server.getPostgresDatabase())
                .locations("classpath:db/migration")
                .placeholders(Map.of("service", "postgres"))
                .load()
                .info()
                .all();
        var versions = new ArrayList<String>();
        for (var migration : all) {
            versions.add(migration.getVersion().getVersion());
        }
        return versions;
    }

    @Test
    void eachMigrationOnlyAdds() throws SQLException {
        var versions = versions();
        try (var connection = newDatabase("steps")) {
            migrate("steps", versions.get(0));
            for (var version : versions.subList(1, versions.size())) {
                var before = columns(connection);
                var functionsBefore = functions(connection);

                migrate("steps", version);

                var after = columns(connection);
                assertThat(functions(connection)).as("functions of V" + version).containsAll(functionsBefore);
                before.forEach((name, column) -> assertThat(after.get(name))
                        .as(name + " after V" + version)
                        .satisfies(now -> assertThat(now.type()).isEqualTo(column.type()))
                        .satisfies(now ->
                                assertThat(now.nullable() || !column.nullable()).isTrue()));
                after.forEach((name, column) -> assertThat(before.containsKey(name)
                                || isOfANewTable(name, before)
                                || column.nullable()
                                || column.filledByItself())
                        .as("who does not know " + name + " of V" + version + " can insert")
                        .isTrue());
            }
        }
    }

    private static boolean isOfANewTable(String column, Map<String, Column> before) {
        var table = column.substring(0, column.indexOf('.') + 1);
        return before.keySet().stream().noneMatch(name -> name.startsWith(table));
    }

    private static Map<String, Column> columns(Connection connection) throws SQLException {
        var columns = new TreeMap<String, Column>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                columns.put(
                        rows.getString("name"),
                        new Column(
                                rows.getString("data_type"), rows.getBoolean("nullable"), rows.getBoolean("filled")));
            }
        }
        return columns;
    }

    private static List<String> functions(Connection connection) throws SQLException {
        var functions = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(FUNCTIONS)) {
            while (rows.next()) {
                functions.add(rows.getString("name"));
            }
        }
        return functions;
    }

    @Test
    void theCodeBeforeTheNewestMigrationsStoresAndDecidesAsEver() throws SQLException {
        var versions = versions();
        try (var connection = newDatabase("rolling")) {
            migrate("rolling", "3");
            runs(connection, STORES_A_COMMENT);

            migrate("rolling", versions.get(versions.size() - 1));
            runs(connection, STORES_A_COMMENT);
            runs(connection, DECIDES);

            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM comment WHERE status = 'approved'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).as("one from before, one from after").isEqualTo(2);
            }
        }
    }

    private static void runs(Connection connection, List<String> statements) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
