package greenroom.backup;

import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import greenroom.postgres.UnfinishedRestore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder in which a restore works, by itself and from the beginning: what one that was killed left there is thrown away, a
 * PostgreSQL that still runs on it too.
 */
final class Draft implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel lock;

    private Draft(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Empty; throws {@link Refused} where another restore works in it. */
    static Draft in(Path dataDirectory) throws IOException, Refused {
        var folder = UnfinishedRestore.in(dataDirectory);
        Folders.make(folder);
        var lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new Refused("Another restore into " + dataDirectory + " is under way.");
        }
        var draft = new Draft(folder, lock);
        draft.clear();
        return draft;
    }

    private void clear() throws IOException {
        OwnDatabase.stopOrphan(directory());
        try (var entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                if (!entry.endsWith(LOCK)) {
                    Folders.delete(entry);
                }
            }
        }
    }

    DataDirectory directory() {
        return new DataDirectory(folder);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            Folders.delete(folder);
        }
    }
}
