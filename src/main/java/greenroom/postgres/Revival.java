package greenroom.postgres;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the embedded PostgreSQL again, as it was started before, when it has ended without being told to: because it was
 * killed, or because its disk was full, which it does not outlive. It tries until it runs, for the disk may get room again.
 */
final class Revival implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Revival.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration END = Duration.ofSeconds(5);

    /** It may have a long log to go through; who waits longer looks again. */
    private static final int RECOVERY_SECONDS = 60;

    private static final long MEBIBYTE = 1 << 20;

    private final Path data;
    private final Thread watch = new Thread(this::watch, "embedded-postgres-watch");

    private Revival(Path data) {
        this.data = data;
    }

    /** @param data the folder of a server that runs */
    static Revival watching(Path data) {
        var revival = new Revival(data);
        revival.watch.setDaemon(true);
        revival.watch.start();
        return revival;
    }

    /** The process that runs on this folder, if one does. */
    static Optional<ProcessHandle> server(Path data) {
        try {
            return Remains.processId(data)
                    .flatMap(ProcessHandle::of)
                    .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch() {
        try {
            while (true) {
                awaitEnd();
                revive();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() throws InterruptedException {
        var server = server(data);
        if (server.isEmpty()) {
            return;
        }
        try {
            server.get().onExit().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot watch the embedded PostgreSQL", e);
        }
    }

    private void revive() throws InterruptedException {
        log.warn("The embedded PostgreSQL in {} has ended; starting it again", data);
        for (var pause = FIRST_PAUSE; !starts(); pause = longer(pause)) {
            log.warn(
                    "The embedded PostgreSQL does not start, with {} MB free on its disk; trying again in {} ms",
                    data.toFile().getUsableSpace() / MEBIBYTE,
                    pause.toMillis());
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
        log.warn("The embedded PostgreSQL runs again");
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean starts() throws InterruptedException {
        Process start = null;
        try {
            new Remains(data).clear();
            start = new ProcessBuilder(command())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return start.waitFor() == 0 || server(data).isPresent();
        } catch (IOException e) {
            log.warn("The embedded PostgreSQL cannot be started: {}", e.getMessage());
            return false;
        } finally {
            if (start != null) {
                start.destroy();
            }
        }
    }

    /** With the options of its last start, which PostgreSQL keeps; as root in a user namespace, for it refuses root. */
    private List<String> command() throws IOException {
        var lastStart = Files.readString(data.resolve("postmaster.opts"));
        var program = Path.of(lastStart.substring(0, lastStart.indexOf(" \"")));
        var command = new ArrayList<String>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.resolveSibling("pg_ctl").toString(), "restart", "-w"));
        command.addAll(List.of("-t", Integer.toString(RECOVERY_SECONDS), "-D", data.toString()));
        return command;
    }

    /** From now on it may end. */
    @Override
    public void close() {
        watch.interrupt();
        try {
            watch.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
