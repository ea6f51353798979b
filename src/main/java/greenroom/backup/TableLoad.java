package greenroom.backup;

import greenroom.backup.Manifest.Shape;
import greenroom.backup.Manifest.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Puts the rows of a backup into one new table, in the transaction of the connection, and reads them back. */
final class TableLoad {
    private final Connection connection;
    private final CopyManager copies;
    private final Table table;
    private final MessageDigest written = new RowsDigest();

    TableLoad(Connection connection, Table table) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.table = table;
    }

    /** Indexes are made of all rows at once: kept up to date row by row they would take most of the time. */
    void run(InputStream rows) throws SQLException, IOException {
        var indexes = new Catalog(connection).indexes(table.shape());
        for (String name : indexes.keySet()) {
            execute("DROP INDEX " + name);
        }
        clear();
        var unused = copies.copyIn(table.shape().copyIn(), new DigestInputStream(rows, written));
        for (String definition : indexes.values()) {
            execute(definition);
        }
    }

    /** Of what a migration put there; the audit's trigger refuses even to delete nothing. */
    private void clear() throws SQLException {
        var name = Shape.quoted(table.name());
        try (var statement = connection.createStatement();
                var first = statement.executeQuery("SELECT 1 FROM " + name + " LIMIT 1")) {
            if (!first.next()) {
                return;
            }
        }
        execute("DELETE FROM " + name);
    }

    private void execute(String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    /** Throws where the table does not hold the rows that were put into it, each as it was. */
    void compare() throws SQLException, IOException {
        var read = new RowsDigest();
        var rows =
                copies.copyOut(table.shape().copyOut(), new DigestOutputStream(OutputStream.nullOutputStream(), read));
        if (rows != table.rows() || !Digest.of(read).equals(Digest.of(written))) {
            throw new IOException("the table " + table.name() + " reads otherwise than it was written, with " + rows
                    + " rows in place of " + table.rows());
        }
    }
}
