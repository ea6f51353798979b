package greenroom.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The last entry of a backup, which says what is in the others. Digests are SHA-256 in hexadecimal.
 *
 * @param format {@value #FORMAT}
 * @param schema the migrations that had run, in their order
 * @param tables in the order in which they can be filled, each after those that it refers to
 * @param sequences the last value of each that was used
 * @param keysetDigest of the entry {@value #KEYSET}, or null where the keyset was left out
 */
record Manifest(
        String format,
        Instant madeAt,
        List<Migration> schema,
        List<Table> tables,
        Map<String, Long> sequences,
        @Nullable String keysetDigest) {
    static final String FORMAT = "greenroom-backup/1";
    static final String ENTRY = "backup.json";
    static final String KEYSET = "keyset.json";

    /** One of Flyway's, with the checksum of its text. */
    record Migration(String version, @Nullable Integer checksum) {}

    /** The rows of one table, in PostgreSQL's text format for COPY. */
    record Table(String name, List<String> columns, long rows, String digest) {
        String entry() {
            return "tables/" + name;
        }

        Shape shape() {
            return new Shape(name, columns);
        }
    }

    /** The columns of one table, in their order. */
    record Shape(String name, List<String> columns) {
        String copyOut() {
            return "COPY " + quoted(name) + " (" + list() + ") TO STDOUT";
        }

        String copyIn() {
            return "COPY " + quoted(name) + " (" + list() + ") FROM STDIN";
        }

        private String list() {
            return columns.stream().map(Shape::quoted).collect(Collectors.joining(", "));
        }

        static String quoted(String name) {
            return '"' + name.replace("\"", "\"\"") + '"';
        }
    }

    Optional<String> keyset() {
        return Optional.ofNullable(keysetDigest);
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    /** The version up to which the migrations had run. */
    String version() {
        return schema.get(schema.size() - 1).version();
    }

    /** Each other entry of the file with its digest. */
    Map<String, String> digests() {
        return Stream.concat(
                        tables.stream().map(table -> Map.entry(table.entry(), table.digest())),
                        keyset().stream().map(digest -> Map.entry(KEYSET, digest)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether all of it is there, whatever it says. */
    boolean isWhole() {
        return FORMAT.equals(format) && !schema.isEmpty() && Set.copyOf(names()).size() == tables.size();
    }

    private List<String> names() {
        return tables.stream().map(Table::name).toList();
    }
}
