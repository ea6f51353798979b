package greenroom.backup;

import greenroom.backup.Manifest.Shape;
import greenroom.backup.Manifest.Table;
import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import greenroom.privacy.KeysetPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Makes a data directory from a backup, in a folder of its own inside it, which gets its name when every row was read back
 * and compared: before that there is nothing that a service could start on.
 */
final class Restore {
    private static final String DRAFT = "restore.part";
    private static final String KEYS = "keys";

    /** What may be there before: keys that the operator put there, and what a new file system holds. */
    private static final Set<String> NO_MATTER = Set.of(KEYS, "lost+found");

    private final Path target;
    private final Path draft;
    private final BackupReader backup;
    private final Path file;

    /** @param file of the backup, which may lie in the data directory: a pod has no other volume */
    Restore(BackupReader backup, Path file, DataDirectory directory) {
        this.backup = backup;
        this.file = file.toAbsolutePath().normalize();
        this.target = directory.dataDir().toAbsolutePath().normalize();
        this.draft = target.resolve(DRAFT);
    }

    /** Throws {@link Refused}, or what fails; the data directory is then as it was. */
    void run() throws SQLException, IOException, Refused {
        Folders.make(target);
        refuseIfTaken();
        Folders.make(draft);
        try {
            fill(new DataDirectory(draft));
            putKeyset();
            name();
        } finally {
            Folders.delete(draft);
        }
    }

    private void refuseIfTaken() throws IOException, Refused {
        try (var entries = Files.list(target)) {
            var names = entries.filter(entry -> !entry.equals(file))
                    .map(entry -> String.valueOf(entry.getFileName()))
                    .toList();
            if (names.contains(DRAFT)) {
                throw new Refused(target + " holds what is left of a restore that was broken off: delete "
                        + target.resolve(DRAFT) + ", then restore again.");
            }
            if (!NO_MATTER.containsAll(names)) {
                throw new Refused(target + " is not empty, and a restore overwrites nothing: name an empty folder with"
                        + " --greenroom.data-dir.");
            }
        }
        if (backup.manifest().keyset().isPresent() && Files.exists(KeysetPlace.in(target))) {
            throw new Refused("The backup holds a keyset, and there is a keyset " + KeysetPlace.in(target)
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
        try {
            database.migrateTo(backup.manifest().version());
        } catch (FlywayException unknown) {
            throw new Refused(
                    "This Greenroom cannot make the tables of the backup, whose schema has version "
                            + backup.manifest().version()
                            + ": restore it with the version that made it, or a newer one. ("
                            + unknown.getMessage() + ")",
                    unknown);
        }
    }

    private void load(Connection connection) throws SQLException, IOException, Refused {
        var catalog = new Catalog(connection);
        catalog.writeValuesAlike();
        connection.setAutoCommit(false);
        refuseOtherSchema(catalog);
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (Table table : backup.manifest().tables()) {
            load(connection, copies, table);
        }
        catalog.set(backup.manifest().sequences());
        for (Table table : backup.manifest().tables()) {
            compare(copies, table);
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

    private void load(Connection connection, CopyManager copies, Table table) throws SQLException, IOException {
        var shape = table.shape();
        clear(connection, shape);
        try (var rows = backup.read(table.entry())) {
            var unused = copies.copyIn(shape.copyIn(), rows);
        }
    }

    /** Of what a migration put there; the audit's trigger refuses even to delete nothing. */
    private static void clear(Connection connection, Shape shape) throws SQLException {
        try (var statement = connection.createStatement();
                var first = statement.executeQuery("SELECT 1 FROM " + Shape.quoted(shape.name()) + " LIMIT 1")) {
            if (!first.next()) {
                return;
            }
        }
        run(connection, "DELETE FROM " + Shape.quoted(shape.name()));
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Read back from the new table, which nobody else writes to, its rows come in the order in which they went in. */
    private static void compare(CopyManager copies, Table table) throws SQLException, IOException {
        var digest = Digest.begun();
        var rows = copies.copyOut(
                table.shape().copyOut(), new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        if (rows != table.rows() || !Digest.of(digest).equals(table.digest())) {
            throw new IOException("the table " + table.name() + " reads otherwise than it was written, with " + rows
                    + " rows in place of " + table.rows());
        }
    }

    private void putKeyset() throws IOException {
        if (backup.manifest().keyset().isEmpty()) {
            return;
        }
        var file = KeysetPlace.in(draft);
        Folders.make(Objects.requireNonNull(file.getParent()));
        try (var from = backup.read(Manifest.KEYSET);
                var to = FileChannel.open(
                        file,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            var unused = from.transferTo(Channels.newOutputStream(to));
            to.force(true);
        }
    }

    /** The keys last: were it broken off in between, the service would not start without them. */
    private void name() throws IOException {
        for (String name : List.of("postgres", KEYS)) {
            if (Files.exists(draft.resolve(name))) {
                Files.move(draft.resolve(name), target.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        Folders.force(target);
    }
}
