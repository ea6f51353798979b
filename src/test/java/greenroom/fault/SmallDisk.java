package greenroom.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A file system of its own with little room, which can be filled. Needs root and the right to mount. */
public final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Why there can be none here; empty where there can. */
    public static Optional<String> obstacle(Path folder) {
        try {
            mounted(folder, 1).close();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("no file system can be mounted here, which takes root and in a container CAP_SYS_ADMIN: "
                    + e.getMessage());
        }
    }

    public static SmallDisk mounted(Path folder, int megabytes) {
        run(List.of(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=700,size=" + megabytes + "m",
                "greenroom-small",
                folder.toString()));
        return new SmallDisk(folder);
    }

    /** Takes all that is left, also what becomes free while it does. */
    public void fill() {
        write(CHUNK);
        write(1);
        if (folder.toFile().getUsableSpace() > 0) {
            throw new IllegalStateException("There is room left on " + folder);
        }
    }

    private void write(int chunk) {
        try (var filler = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int written;
            do {
                written = filler.write(ByteBuffer.allocate(chunk));
            } while (written > 0);
        } catch (IOException full) {
            requireFull(full);
        }
    }

    private static void requireFull(IOException failure) {
        if (!String.valueOf(failure.getMessage()).contains("No space left")) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Gives it back. */
    void clear() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(said.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run(List.of("umount", "--lazy", folder.toString()));
    }
}
