package greenroom.backup;

import greenroom.backup.Manifest.Table;
import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import greenroom.postgres.UnfinishedRestore;
import greenroom.privacy.KeysetPlace;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Makes a data directory from a backup, in a folder of its own inside it. The database gets its name last, when every row was
 * read back and compared and the keys are in their place: before that there is nothing that a service would start on, however
 * the restore ends, and the next one begins anew.
 */
final class Restore {
    private static final String DATABASE = "postgres";

    private static final String MEMORY_FOR_INDEXES = "SET maintenance_work_mem = '128MB'";

    private final Path target;
    private final BackupReader backup;
    private final Path file;
    private final Path keyset;

    /** @param file of the backup, which may lie in the data directory: a pod has no other volume */
    Restore(BackupReader backup, Path file, DataDirectory directory) {
        this.backup = backup;
        this.file = file.toAbsolutePath().normalize();
        this.target = directory.dataDir().toAbsolutePath().normalize();
        this.keyset = KeysetPlace.in(target);
    }

    /** Throws {@link Refused}, or what fails; the data directory is then as it was. */
    void run() throws SQLException, IOException, Refused {
        Folders.make(target);
        refuseIfTaken();
        try (var draft = Draft.in(target)) {
            fill(draft.directory());
            putKeyset(draft.directory());
            name(draft.directory());
        }
    }

    /** Keys that the operator put there, what a broken restore left, and what a new file system holds. */
    private boolean mayBeThere(Path entry) {
        return entry.equals(file)
                || entry.equals(UnfinishedRestore.in(target))
                || entry.equals(folderOf(keyset))
                || entry.equals(target.resolve("lost+found"));
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private void refuseIfTaken() throws IOException, Refused {
        try (var entries = Files.list(target)) {
            if (!entries.allMatch(this::mayBeThere)) {
                throw new Refused(target + " is not empty, and a restore overwrites nothing: name an empty folder with"
                        + " --greenroom.data-dir.");
            }
        }
        var own = backup.manifest().keyset();
        if (own.isPresent() && Files.exists(keyset) && !Digest.of(keyset).equals(own.get())) {
            throw new Refused("The backup holds a keyset, and there is another keyset " + keyset
                    + " already: move that away, for keysets are never overwritten.");
        }
    }

    private void fill(DataDirectory directory) throws SQLException, IOException, Refused {
        try (var database = OwnDatabase.make(directory)) {
            migrateAsThen(database);
            try (var connection = database.connect()) {
                load(connection);
            }
            database.migrate();
        }
    }

    /** The tables as they were when the backup was made. */
    private void migrateAsThen(OwnDatabase database) throws Refused {
        var version = backup.manifest().version();
        if (!database.canMigrateTo(version)) {
            throw new Refused("This Greenroom cannot make the tables of the backup, whose schema has version " + version
                    + ": restore it with the version that made it, or a newer one.");
        }
        database.migrateTo(version);
    }

    private void load(Connection connection) throws SQLException, IOException, Refused {
        var catalog = new Catalog(connection);
        catalog.writeValuesAlike();
        run(connection, MEMORY_FOR_INDEXES);
        connection.setAutoCommit(false);
        refuseOtherSchema(catalog);
        var loads = new ArrayList<TableLoad>();
        for (Table table : backup.manifest().tables()) {
            loads.add(load(connection, table));
        }
        catalog.set(backup.manifest().sequences());
        for (TableLoad load : loads) {
            load.compare();
        }
        connection.commit();
        connection.setAutoCommit(true);
        run(connection, "ANALYZE");
    }

    private void refuseOtherSchema(Catalog catalog) throws SQLException, Refused {
        var manifest = backup.manifest();
        var expected = Set.copyOf(manifest.tables().stream().map(Table::shape).toList());
        if (!catalog.migrations().equals(manifest.schema())
                || !Set.copyOf(catalog.tables()).equals(expected)) {
            throw new Refused("The backup was made with a schema (version " + manifest.version()
                    + ") that this Greenroom does not know: restore it with the version that made it, or a newer one.");
        }
    }

    private TableLoad load(Connection connection, Table table) throws SQLException, IOException {
        var load = new TableLoad(connection, table);
        try (var rows = backup.read(table.entry())) {
            load.run(rows);
        }
        return load;
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private void putKeyset(DataDirectory draft) throws IOException {
        if (backup.manifest().keyset().isEmpty() || Files.exists(keyset)) {
            return;
        }
        var written = draft.folder("keyset");
        try (var from = backup.read(Manifest.KEYSET);
                var to = FileChannel.open(
                        written,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var unused = from.transferTo(Channels.newOutputStream(to));
            to.force(true);
        }
        Folders.make(folderOf(keyset));
        Files.move(written, keyset, StandardCopyOption.ATOMIC_MOVE);
        Folders.force(folderOf(keyset));
    }

    /** All of it is on the disk before and after. */
    private void name(DataDirectory draft) throws IOException {
        var database = draft.folder(DATABASE);
        try (var entries = Files.list(database)) {
            for (Path entry : entries.toList()) {
                Folders.force(entry);
            }
        }
        Folders.force(database);
        Folders.force(target);
        Files.move(database, target.resolve(DATABASE), StandardCopyOption.ATOMIC_MOVE);
        Folders.force(target);
    }
}
