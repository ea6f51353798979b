package greenroom.backup;

import greenroom.backup.Manifest.Migration;
import greenroom.backup.Manifest.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What PostgreSQL says of our own tables. */
final class Catalog {
    private final Connection connection;

    Catalog(Connection connection) {
        this.connection = connection;
    }

    /** How values are written, so that the same ones are always written alike. */
    private static final String WRITTEN_ALIKE = """
            SET client_encoding = 'UTF8';
            SET TimeZone = 'UTC';
            SET DateStyle = 'ISO, YMD';
            SET IntervalStyle = 'postgres';
            SET bytea_output = 'hex';
            SET extra_float_digits = 1;
            SET lock_timeout = '30s'
            """;

    void writeValuesAlike() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(WRITTEN_ALIKE);
        }
    }

    /** Those of extensions are made by the extension, and Flyway's own by Flyway. */
    private static final String TABLES = """
            SELECT c.relname,
                   array(SELECT a.attname::text FROM pg_attribute a
                          WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                          ORDER BY a.attnum) AS columns,
                   array(SELECT r.relname::text FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
                          WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS refers_to
              FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
               AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
             ORDER BY c.relname
            """;

    /** Each after those that it refers to. */
    List<Shape> tables() throws SQLException {
        var left = new TreeMap<String, Shape>();
        var references = new TreeMap<String, List<String>>();
        try (var statement = connection.prepareStatement(TABLES);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                var name = rows.getString("relname");
                left.put(name, new Shape(name, texts(rows, "columns")));
                references.put(name, texts(rows, "refers_to"));
            }
        }
        return inOrder(left, references);
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static List<Shape> inOrder(Map<String, Shape> left, Map<String, List<String>> references) {
        var placed = new LinkedHashSet<String>();
        var ordered = new ArrayList<Shape>();
        while (ordered.size() < left.size()) {
            var next = next(left.keySet(), references, placed);
            placed.add(next);
            ordered.add(left.get(next));
        }
        return List.copyOf(ordered);
    }

    private static String next(Set<String> names, Map<String, List<String>> references, Set<String> placed) {
        return names.stream()
                .filter(name -> !placed.contains(name))
                .filter(name -> placed.containsAll(references.getOrDefault(name, List.of())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Tables refer to each other in a circle"));
    }

    private static final String INDEXES = """
            SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition
              FROM pg_index i
             WHERE i.indrelid = format('public.%I', ?::text)::regclass
               AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)
             ORDER BY i.indexrelid
            """;

    /** How each index of a table is made, by its name as it is written in a statement; none that a constraint has made. */
    Map<String, String> indexes(Shape table) throws SQLException {
        var definitions = new LinkedHashMap<String, String>();
        try (var statement = connection.prepareStatement(INDEXES)) {
            statement.setString(1, table.name());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    definitions.put(rows.getString("name"), rows.getString("definition"));
                }
            }
        }
        return definitions;
    }

    private static final String SEQUENCES = """
            SELECT sequencename, last_value FROM pg_sequences
             WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename
            """;

    Map<String, Long> sequences() throws SQLException {
        var values = new TreeMap<String, Long>();
        try (var statement = connection.prepareStatement(SEQUENCES);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                values.put(rows.getString("sequencename"), rows.getLong("last_value"));
            }
        }
        return values;
    }

    private static final String SET_SEQUENCE = "SELECT setval(format('public.%I', ?::text)::regclass, ?)";

    void set(Map<String, Long> sequences) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_SEQUENCE)) {
            for (var sequence : sequences.entrySet()) {
                statement.setString(1, sequence.getKey());
                statement.setLong(2, sequence.getValue());
                statement.execute();
            }
        }
    }

    private static final String MIGRATIONS = """
            SELECT version, checksum FROM flyway_schema_history
             WHERE success AND version IS NOT NULL ORDER BY installed_rank
            """;

    List<Migration> migrations() throws SQLException {
        var run = new ArrayList<Migration>();
        try (var statement = connection.prepareStatement(MIGRATIONS);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                run.add(new Migration(rows.getString("version"), rows.getObject("checksum", Integer.class)));
            }
        }
        return List.copyOf(run);
    }
}
