package greenroom.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL that belongs to this process: made on the first start, kept in the data directory, durable.
 *
 * <p>Its server listens on the loopback address only and asks for a generated password (SCRAM); the service works under a
 * role that owns nothing. A server that a killed process left behind is stopped first; a second process on the same
 * folder is refused. One that ends while it is needed is started again.
 */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    /** Its name in the data directory. */
    static final String FOLDER = "postgres";

    static final String DATABASE = "greenroom";
    static final String OWNER = "greenroom_owner";
    static final String SERVICE = "greenroom_service";
    private static final String LOCK = "lock";
    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final EmbeddedPostgres server;
    private final DatabasePasswords passwords;
    private final @Nullable Revival revival;

    /** For a service: started again whenever it ends. */
    EmbeddedDatabase(Path folder) {
        this(folder, true);
    }

    /** For a command: what it does has failed when the server ends, and nothing may start that again meanwhile. */
    static EmbeddedDatabase once(Path folder) {
        return new EmbeddedDatabase(folder, false);
    }

    private EmbeddedDatabase(Path folder, boolean isStartedAgain) {
        this.folder = folder;
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            this.lockFile = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            this.lock = lockOrRefuse();
            this.passwords = DatabasePasswords.in(folder);
            stopOrphan(folder);
            this.server = start();
            prepareRoles();
            this.revival = isStartedAgain ? Revival.watching(data(folder)) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The embedded PostgreSQL in " + folder + " did not start: " + e.getMessage(), e);
        }
    }

    /** Whether a process holds the database in this folder, be it this one. */
    static boolean isInUse(Path folder) throws IOException {
        try (var file = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var free = file.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    int port() {
        return server.getPort();
    }

    DatabaseAddress address() {
        return new DatabaseAddress(
                DatabaseAddress.local(port(), DATABASE, SERVICE, passwords.service()), OWNER, passwords.owner());
    }

    private FileLock lockOrRefuse() throws IOException {
        FileLock taken;
        try {
            taken = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            taken = null;
        }
        if (taken == null) {
            throw new IllegalStateException("Another Greenroom already runs on " + folder
                    + ". Stop it, or give this one a folder of its own with greenroom.data-dir.");
        }
        return taken;
    }

    /** A JVM that was killed leaves its PostgreSQL running: ask it to stop, so that ours can start. */
    static void stopOrphan(Path folder) throws IOException {
        var orphan = Revival.server(data(folder)).orElse(null);
        if (orphan == null) {
            clearRemains(folder);
            return;
        }
        log.info("Stopping the PostgreSQL that an earlier run left behind (pid {})", orphan.pid());
        orphan.destroy();
        try {
            orphan.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "A PostgreSQL (pid " + orphan.pid() + ") still uses " + folder + ". Stop it, then start again.", e);
        }
    }

    private static void clearRemains(Path folder) throws IOException {
        try {
            new Remains(data(folder)).clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path data(Path folder) {
        return folder.resolve("data");
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data(folder))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setPgBinaryResolver(EmbeddedDatabase::binaries)
                .setPGStartupWait(STARTUP)
                .setErrorRedirector(Redirect.DISCARD)
                .setOutputRedirector(Redirect.DISCARD)
                // zonky, made for tests, turns these off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "100")
                .setServerConfig("max_wal_size", "1GB")
                .setConnectConfig("password", passwords.superuser())
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwords.superuserFile().toString())
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .start();
    }

    private static InputStream binaries(String system, String machine) throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        } catch (IllegalStateException noneOrTwo) {
            throw new NoDatabase(system, machine);
        }
    }

    private void prepareRoles() {
        try (var connection = server.getPostgresDatabase().getConnection()) {
            makeRole(connection, OWNER, passwords.owner());
            makeRole(connection, SERVICE, passwords.service());
            makeDatabase(connection);
        } catch (SQLException e) {
            closeQuietly();
            throw new IllegalStateException(
                    "The embedded PostgreSQL in " + folder + " cannot be prepared: " + e.getMessage(), e);
        }
    }

    // A verifier is Base64 and punctuation without quotes, names are constants: nothing to escape.
    private static void makeRole(Connection connection, String name, String password) throws SQLException {
        try (var statement = connection.createStatement()) {
            var known = statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'");
            var verb = known.next() ? "ALTER" : "CREATE";
            statement.execute(
                    verb + " ROLE " + name + " LOGIN NOSUPERUSER PASSWORD '" + ScramVerifier.of(password) + "'");
        }
    }

    private static void makeDatabase(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var known = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'");
            if (!known.next()) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
        }
    }

    private void closeQuietly() {
        try {
            stop();
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL did not stop cleanly: {}", e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        if (revival != null) {
            revival.close();
        }
        stop();
    }

    private void stop() throws IOException {
        server.close();
        lock.release();
        lockFile.close();
    }
}
