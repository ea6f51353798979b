package greenroom.publication;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code Accept-Encoding} says (RFC 9110 section 12.5.3), as far as plain or gzip is the question. */
final class AcceptedEncodings {
    private AcceptedEncodings() {}

    /** Whether gzip is acceptable and at least as welcome as the plain form; absent it is not asked for. */
    static boolean prefersGzip(List<String> lines) {
        if (lines.isEmpty()) {
            return false;
        }
        var header = lines.size() == 1 ? lines.get(0) : String.join(",", lines);
        var gzip = orElse(weight(header, "gzip"), weight(header, "x-gzip"));
        var any = weight(header, "*");
        var plain = weight(header, "identity");
        var gzipWeight = gzip != null ? gzip : any != null ? any : 0;
        return gzipWeight > 0 && (plain == null || gzipWeight >= plain);
    }

    private static @Nullable Double orElse(@Nullable Double first, @Nullable Double second) {
        return first == null ? second : first;
    }

    /** Of one coding, 0 to 1; null where the header does not name it. */
    private static @Nullable Double weight(String header, String coding) {
        for (int start = 0; start <= header.length(); start = end(header, start) + 1) {
            var element = header.substring(start, end(header, start)).strip();
            var semicolon = element.indexOf(';');
            var name = semicolon < 0 ? element : element.substring(0, semicolon).strip();
            if (name.equalsIgnoreCase(coding)) {
                return semicolon < 0 ? 1.0 : quality(element.substring(semicolon + 1));
            }
        }
        return null;
    }

    private static int end(String header, int start) {
        var comma = header.indexOf(',', start);
        return comma < 0 ? header.length() : comma;
    }

    /** What is no weight counts as none, so that nobody gets what they may have refused. */
    private static double quality(String parameter) {
        var parts = parameter.split("=", 2);
        if (parts.length == 2
                && parts[0].strip().equalsIgnoreCase("q")
                && parts[1].strip().matches("(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
            return Double.parseDouble(parts[1].strip());
        }
        return 0;
    }
}
