package greenroom.backup;

import greenroom.backup.Manifest.Shape;
import greenroom.backup.Manifest.Table;
import greenroom.postgres.OwnDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Makes a backup: all tables as they stood at one instant, in one REPEATABLE READ transaction, which keeps nobody waiting.
 * What was answered 202 before it began is in it. It is rows and not PostgreSQL's own files, so that any later version of
 * Greenroom and of PostgreSQL reads it, on any machine, and so that a restore checks each row by making it anew.
 */
final class Backup {
    private final OwnDatabase database;

    Backup(OwnDatabase database) {
        this.database = database;
    }

    /** @param keyset to be put in, if any; throws {@link Refused} where {@code file} is there already */
    Manifest write(Path file, Optional<Path> keyset) throws SQLException, IOException, Refused {
        try (var out = BackupWriter.to(file);
                var connection = database.connect()) {
            var manifest = write(connection, out, keyset);
            out.finish(manifest);
            return manifest;
        }
    }

    private static Manifest write(Connection connection, BackupWriter out, Optional<Path> keyset)
            throws SQLException, IOException {
        var catalog = new Catalog(connection);
        catalog.writeValuesAlike();
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var madeAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var shapes = catalog.tables();
        hold(connection, shapes);
        var schema = catalog.migrations();
        var tables = tables(connection, shapes, out);
        // after the rows: these belong to no transaction, and one that is too high harms nobody
        var sequences = catalog.sequences();
        return new Manifest(Manifest.FORMAT, madeAt, schema, tables, sequences, keyset(out, keyset));
    }

    /** So that no migration changes a table before it is read. */
    private static void hold(Connection connection, List<Shape> shapes) throws SQLException {
        var names = shapes.stream().map(shape -> Shape.quoted(shape.name())).collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + names + " IN ACCESS SHARE MODE");
        }
    }

    private static List<Table> tables(Connection connection, List<Shape> shapes, BackupWriter out)
            throws SQLException, IOException {
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        var tables = new ArrayList<Table>();
        for (Shape shape : shapes) {
            tables.add(table(copies, shape, out));
        }
        return List.copyOf(tables);
    }

    private static Table table(CopyManager copies, Shape shape, BackupWriter out) throws SQLException, IOException {
        var written = out.add("tables/" + shape.name(), entry -> copies.copyOut(shape.copyOut(), entry));
        return new Table(shape.name(), shape.columns(), written.rows(), written.digest());
    }

    private static @Nullable String keyset(BackupWriter out, Optional<Path> keyset) throws SQLException, IOException {
        return keyset.isEmpty()
                ? null
                : out.add(Manifest.KEYSET, entry -> copy(keyset.get(), entry)).digest();
    }

    private static long copy(Path keyset, OutputStream entry) throws IOException {
        var unused = Files.copy(keyset, entry);
        return 1;
    }
}
