package greenroom.fault;

import greenroom.process.Signal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** The PostgreSQL of the replicas, which their operator runs. Durable, so that what it confirmed outlives a kill. */
final class OwnPostgres implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final Path data;
    private final int port = Ports.free();
    private EmbeddedPostgres server;

    private OwnPostgres(Path data) {
        // it complains of servers that are gone, which is what they are here for
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("io.zonky", LogLevel.OFF);
        this.data = data;
        this.server = start();
    }

    static OwnPostgres started(Path data) {
        return new OwnPostgres(data);
    }

    private EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_wal_size", "1GB")
                    .setErrorRedirector(Redirect.DISCARD)
                    .setOutputRedirector(Redirect.DISCARD)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Connection connection() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** All of it at once, the way a machine does that loses its power; what was written stays. */
    void kill() throws InterruptedException {
        var processes = processes();
        Signal.STOP.to(processes);
        Signal.KILL.to(processes);
        for (ProcessHandle process : processes) {
            awaitEnd(process);
        }
        forget();
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        for (var looks = 0; process.isAlive() && looks < PATIENCE_SECONDS * 100; looks++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Takes the lock off the folder, so that the next may have it. */
    private void forget() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again on what the killed one left: it recovers from its log. */
    void startAgain() {
        server = start();
    }

    void freeze() throws InterruptedException {
        Signal.STOP.to(processes());
    }

    void thaw() throws InterruptedException {
        Signal.CONT.to(processes());
    }

    /** The postmaster first, for a frozen one makes no new processes. */
    private List<ProcessHandle> processes() {
        var postmaster = ProcessHandle.of(postmasterId()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private long postmasterId() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        forget();
    }
}
