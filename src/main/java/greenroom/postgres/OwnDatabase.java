package greenroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The embedded database as commands work on it, beside a service that runs or without one. As the role that owns the tables,
 * over JDBC: a command waits for each answer, and nobody waits for a command.
 */
public final class OwnDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OwnDatabase.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long BETWEEN_TRIES_MILLIS = 200;
    private static final int LINE_OF_THE_PORT = 3;
    private static final String MIGRATIONS = "classpath:db/migration";

    private final PGSimpleDataSource owner;
    private final @Nullable EmbeddedDatabase server;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private OwnDatabase(int port, String password, @Nullable EmbeddedDatabase server) {
        this.owner = dataSource(port, password);
        this.server = server;
    }

    private static PGSimpleDataSource dataSource(int port, String password) {
        var source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(EmbeddedDatabase.DATABASE);
        source.setUser(EmbeddedDatabase.OWNER);
        source.setPassword(password);
        source.setApplicationName("greenroom-command");
        source.setTcpKeepAlive(true);
        return source;
    }

    /** Whether the data directory holds a database. */
    public static boolean isIn(DataDirectory directory) {
        return Files.exists(folder(directory).resolve("data").resolve("PG_VERSION"));
    }

    /**
     * That of the service that runs on the data directory; where none does, its server is started, and stopped at the end.
     *
     * @throws IOException that says what is wrong, where it cannot be reached within a minute
     */
    public static OwnDatabase open(DataDirectory directory) throws IOException {
        var folder = folder(directory);
        return EmbeddedDatabase.isInUse(folder) ? ofTheService(folder) : started(folder);
    }

    /** A new one, empty, in a data directory that has none. */
    public static OwnDatabase make(DataDirectory directory) throws IOException {
        return started(folder(directory));
    }

    /** Stops the server that a killed process left running on a data directory that is to be deleted, if it did. */
    public static void stopOrphan(DataDirectory directory) throws IOException {
        EmbeddedDatabase.stopOrphan(folder(directory));
    }

    private static Path folder(DataDirectory directory) {
        return directory.folder(EmbeddedDatabase.FOLDER);
    }

    private static OwnDatabase started(Path folder) throws IOException {
        var server = EmbeddedDatabase.once(folder);
        var database = new OwnDatabase(server.port(), password(folder), server);
        // a command that is told to stop leaves no PostgreSQL behind
        Runtime.getRuntime().addShutdownHook(new Thread(database::close, "stop-database"));
        return database;
    }

    /** The service may be on its way up. */
    private static OwnDatabase ofTheService(Path folder) throws IOException {
        var deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                var database = new OwnDatabase(port(folder), password(folder), null);
                database.connect().close();
                return database;
            } catch (SQLException | IOException failure) {
                if (System.nanoTime() > deadline) {
                    throw new IOException(
                            "the database of the service that runs there does not answer: " + failure.getMessage(),
                            failure);
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_TRIES_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** PostgreSQL writes it there. */
    private static int port(Path folder) throws IOException {
        var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
        if (lines.size() <= LINE_OF_THE_PORT) {
            throw new IOException("PostgreSQL is starting");
        }
        return Integer.parseInt(lines.get(LINE_OF_THE_PORT).strip());
    }

    private static String password(Path folder) throws IOException {
        return DatabasePasswords.in(folder).owner();
    }

    /** To be closed by the caller. */
    public Connection connect() throws SQLException {
        return owner.getConnection();
    }

    /** Whether there is a migration to this version. */
    public boolean canMigrateTo(String version) {
        return Stream.of(flyway().load().info().all()).anyMatch(migration -> version.equals(versionOf(migration)));
    }

    private static @Nullable String versionOf(MigrationInfo migration) {
        return migration.getVersion() == null ? null : migration.getVersion().getVersion();
    }

    /** Runs the migrations up to this version and no further. Throws Flyway's exceptions. */
    public void migrateTo(String version) {
        flyway().target(version).load().migrate();
    }

    /** Runs all the migrations there are. */
    public void migrate() {
        flyway().load().migrate();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(owner)
                .locations(MIGRATIONS)
                .placeholders(Map.of("service", EmbeddedDatabase.SERVICE));
    }

    @Override
    public void close() {
        if (server == null || !open.getAndSet(false)) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            log.warn("The PostgreSQL that was started for this did not stop cleanly: {}", e.getMessage());
        }
    }
}
