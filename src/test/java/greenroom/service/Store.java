package greenroom.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The database behind the service, as its owner sees it: what tests look at, and change behind the service's back. */
public final class Store {
    private final JdbcConnectionDetails address;

    public Store(JdbcConnectionDetails address) {
        this.address = address;
    }

    /** A connection of one's own, to hold locks with. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address.getJdbcUrl(), address.getUsername(), address.getPassword());
    }

    public int run(String statement, Object... values) {
        try (var connection = connect();
                var prepared = prepared(connection, statement, values)) {
            return prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String query, Object... values) {
        return Long.parseLong(String.valueOf(text(query, values)));
    }

    /** The first column of the first row, or null. */
    public @Nullable String text(String query, Object... values) {
        try (var connection = connect();
                var prepared = prepared(connection, query, values);
                var rows = prepared.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String statement, Object... values)
            throws SQLException {
        var prepared = connection.prepareStatement(statement);
        for (int i = 0; i < values.length; i++) {
            prepared.setObject(i + 1, values[i]);
        }
        return prepared;
    }

    /** How many comments a thread has in the store, whatever their status. */
    public long commentsIn(String thread) {
        return number("SELECT count(*) FROM comment c JOIN thread t ON t.id = c.thread_id WHERE t.key = ?", thread);
    }

    public String statusOf(String id) {
        return String.valueOf(text("SELECT status FROM comment WHERE id = ?::uuid", id));
    }

    /** Approves as a decision does, of which this test knows only what it leaves in the store. */
    public void approve(String id) {
        decide(
                id,
                "approved",
                "repeat_key = sha256(dedupe_key || client_hash), published_at = now(), dedupe_key = NULL");
    }

    public void reject(String id) {
        decide(id, "rejected", "dedupe_key = NULL");
    }

    public void markAsSpam(String id) {
        decide(id, "spam", "decided_by = 'a moderator'");
    }

    private void decide(String id, String status, String change) {
        run(
                "UPDATE comment SET status = ?, version = version + 1, decided_at = now(), " + change
                        + " WHERE id = ?::uuid",
                status,
                id);
    }

    /** Lets so much time pass for one comment, as an interval of PostgreSQL. */
    public void age(String id, String interval) {
        run("UPDATE comment SET submitted_at = submitted_at - ?::interval WHERE id = ?::uuid", interval, id);
    }
}
