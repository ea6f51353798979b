package greenroom.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a PostgreSQL that was killed leaves in its folder: processes that end a moment later, and {@code postmaster.pid}, by
 * which the next one takes it for running for as long as any process has that number, be it a dead one that nobody has
 * buried or one that got the number since (PostgreSQL's CreateLockFile).
 */
final class Remains {
    private static final Logger log = LoggerFactory.getLogger(Remains.class);
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_MILLIS = 50;

    private final Path data;

    Remains(Path data) {
        this.data = data;
    }

    /** The number of the process that the folder names, running or not. */
    static Optional<Long> processId(Path data) throws IOException {
        var file = lock(data);
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .findFirst()
                        .map(String::strip)
                        .filter(line -> line.matches("[0-9]{1,9}"))
                        .map(Long::valueOf)
                : Optional.empty();
    }

    private static Path lock(Path data) {
        return data.resolve("postmaster.pid");
    }

    /**
     * Waits until no process works in the folder, and takes away a number that stands for none of them; only for who has made
     * sure that no server runs there. Where processes cannot be looked at (no {@code /proc}) it leaves all that to PostgreSQL.
     */
    void clear() throws IOException, InterruptedException {
        if (!Files.exists(lock(data)) || !Files.isDirectory(PROCESSES)) {
            return;
        }
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (isInUse()) {
            if (System.nanoTime() > end) {
                log.warn("Processes of a PostgreSQL that was killed still work in {}", data);
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        Files.deleteIfExists(lock(data));
    }

    /** Whether a process stands in the folder, as all of a PostgreSQL do. */
    private boolean isInUse() throws IOException {
        var folder = data.toRealPath();
        try (var processes = Files.list(PROCESSES)) {
            return processes.anyMatch(process -> standsIn(process.resolve("cwd"), folder));
        }
    }

    private static boolean standsIn(Path place, Path folder) {
        try {
            return Files.isSymbolicLink(place) && Files.readSymbolicLink(place).equals(folder);
        } catch (IOException gone) {
            return false;
        }
    }
}
