package greenroom.postgres;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where in a data directory a restore makes what it restores. When all of it is there, and the keys with it, the database
 * gets its own name as the last thing: as long as it has not got it, nothing is served from there, and nothing new is made.
 */
public final class UnfinishedRestore {
    private UnfinishedRestore() {}

    /** The folder, which may not be there. */
    public static Path in(Path dataDirectory) {
        return dataDirectory.resolve("restore.part");
    }

    /** Throws an exception that ends a start in two sentences, where a restore is under way or was broken off. */
    public static void refuse(Path dataDirectory) {
        if (Files.exists(in(dataDirectory)) && !Files.exists(dataDirectory.resolve(EmbeddedDatabase.FOLDER))) {
            throw new RestoreUnfinished(dataDirectory);
        }
    }
}
