package greenroom.web;

import java.util.Comparator;
import java.util.List;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Whether an {@code Accept} header takes JSON for an answer (RFC 9110 section 12.5.1). */
final class Acceptance {
    private static final int MOST_RANGES = 50;

    private Acceptance() {}

    /** The framework sorts up to fifty ranges, and takes more for a fault of ours when the answer is ready. */
    static boolean isEndless(List<String> lines) {
        var ranges = lines.size();
        for (String line : lines) {
            for (int i = 0; i < line.length() && ranges <= MOST_RANGES; i++) {
                ranges += line.charAt(i) == ',' ? 1 : 0;
            }
        }
        return ranges > MOST_RANGES;
    }

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
            var ranges = MediaType.parseMediaTypes(lines);
            return ranges.isEmpty()
                    || isTaken(ranges, MediaType.APPLICATION_JSON)
                    || isTaken(ranges, MediaType.APPLICATION_PROBLEM_JSON);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    /** The most specific range decides, and a weight of 0 means not at all. */
    private static boolean isTaken(List<MediaType> ranges, MediaType type) {
        return ranges.stream()
                .filter(range -> range.includes(type))
                .max(Comparator.comparingInt(Acceptance::specificity))
                .map(range -> range.getQualityValue() > 0)
                .orElse(false);
    }

    private static int specificity(MediaType range) {
        if (range.isWildcardType()) {
            return 0;
        }
        return range.isWildcardSubtype() ? 1 : 2;
    }
}
