package greenroom.fault;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the store holds of one run, read past the service. */
final class Stored {
    private static final String COMMENTS = """
            SELECT c.id::text, c.body, c.status, c.version, t.key,
                   (SELECT count(*) FROM audit a WHERE a.comment_id = c.id AND a.to_status IS NOT NULL)
            FROM comment c JOIN thread t ON t.id = c.thread_id
            WHERE t.key = ? OR t.key LIKE ?
            """;

    private record Row(String text, String status, int version, int entries) {}

    private final Map<String, Row> comments = new HashMap<>();
    private final Map<String, Integer> timesByText = new HashMap<>();
    private final Map<String, Integer> published = new TreeMap<>();

    private Stored() {}

    /** @param run a thread's key, or what threads' keys begin with */
    static Stored of(Stage stage, String run) throws SQLException {
        var stored = new Stored();
        try (var connection = stage.connection();
                var statement = connection.prepareStatement(COMMENTS)) {
            statement.setString(1, run);
            statement.setString(2, run + "-%");
            var rows = statement.executeQuery();
            while (rows.next()) {
                stored.add(
                        rows.getString(1),
                        new Row(rows.getString(2), rows.getString(3), rows.getInt(4), rows.getInt(6)),
                        rows.getString(5));
            }
        }
        return stored;
    }

    private void add(String id, Row row, String thread) {
        comments.put(id, row);
        timesByText.merge(row.text(), 1, Integer::sum);
        published.merge(thread, row.status().equals("approved") ? 1 : 0, Integer::sum);
    }

    /** Accepted, and not there with that id and text. */
    int lost(Map<String, Ledger.Sent> accepted) {
        return (int) accepted.entrySet().stream()
                .filter(entry -> !isThere(entry.getKey(), entry.getValue()))
                .count();
    }

    private boolean isThere(String id, Ledger.Sent comment) {
        var row = comments.get(id);
        return row != null && row.text().equals(comment.text());
    }

    /** There more often than once. */
    int doubled() {
        return timesByText.values().stream().mapToInt(times -> times - 1).sum();
    }

    /** There, and nobody was told so. */
    int untold(Map<String, Ledger.Sent> accepted) {
        return (int) comments.keySet().stream()
                .filter(id -> !accepted.containsKey(id))
                .count();
    }

    /** Whose status, version and entries in the audit are not those of the decisions that were confirmed. */
    int misdecided(Map<String, List<String>> decided) {
        return (int) comments.entrySet().stream()
                .filter(entry -> !isAsDecided(entry.getValue(), decided.getOrDefault(entry.getKey(), List.of())))
                .count();
    }

    private static boolean isAsDecided(Row row, List<String> decisions) {
        var last = decisions.isEmpty() ? "pending" : decisions.get(decisions.size() - 1);
        return row.status().equals(last) && row.version() == 1 + decisions.size() && row.entries() == decisions.size();
    }

    Set<String> texts() {
        return timesByText.keySet();
    }

    /** How many readers should see of each thread. */
    Map<String, Integer> published() {
        return published;
    }
}
