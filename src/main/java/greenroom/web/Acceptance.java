package greenroom.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** Whether an {@code Accept} header takes JSON for an answer (RFC 9110 section 12.5.1). */
final class Acceptance {
    private Acceptance() {}

    /** @param lines of the header; none of them takes anything */
    static boolean takesJson(List<String> lines) {
        return lines.isEmpty() || isPlainlyTaken(lines) || isTaken(lines);
    }

    /** What almost everybody sends. */
    private static boolean isPlainlyTaken(List<String> lines) {
        return lines.size() == 1 && (lines.get(0).equals("*/*") || lines.get(0).equals("application/json"));
    }

    private static boolean isTaken(List<String> lines) {
        try {
            var ranges = new ArrayList<>(MediaType.parseMediaTypes(lines));
            return ranges.isEmpty()
                    || isTaken(ranges, MediaType.APPLICATION_JSON)
                    || isTaken(ranges, MediaType.APPLICATION_PROBLEM_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The most specific range decides, and a weight of 0 means not at all. */
    private static boolean isTaken(List<MediaType> ranges, MediaType type) {
        MimeTypeUtils.sortBySpecificity(ranges);
        return ranges.stream()
                .filter(range -> range.includes(type))
                .findFirst()
                .map(range -> range.getQualityValue() > 0)
                .orElse(false);
    }
}
