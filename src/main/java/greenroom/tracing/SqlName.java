package greenroom.tracing;

import java.util.Locale;
import java.util.regex.Pattern;

/** A few words for a statement: the last table that it writes to, else the first that it reads. */
final class SqlName {
    private static final Pattern WRITES = Pattern.compile(
            "\\b(INSERT(?= INTO)|(?<!FOR |DO )UPDATE|DELETE(?= FROM))(?: INTO| FROM)?\\s+(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern READS = Pattern.compile("\\bFROM\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

    private SqlName() {}

    static String of(String sql) {
        var name = "";
        var writes = WRITES.matcher(sql);
        while (writes.find()) {
            name = writes.group(1).toUpperCase(Locale.ROOT) + " " + writes.group(2);
        }
        if (!name.isEmpty()) {
            return name;
        }
        var verb = sql.strip().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        var reads = READS.matcher(sql);
        return (verb.equals("SELECT") || verb.equals("WITH")) && reads.find() ? "SELECT " + reads.group(1) : verb;
    }
}
