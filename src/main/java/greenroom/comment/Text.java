package greenroom.comment;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;

/**
 * Makes readers' text clean before it is judged: line ends become LF, Unicode NFC (UAX #15), control characters and
 * bidirectional overrides go (UAX #9), white space around it goes last. Cleaning twice changes nothing.
 */
public final class Text {
    private static final int BRAILLE_BLANK = 0x2800;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;

    private Text() {}

    /** A text of several lines: tabs and line ends stay, and so do invisible characters. */
    public static String body(String raw) {
        return isPlain(raw, true) ? raw.strip() : composed(visible(raw, false));
    }

    /**
     * A text that ought to be one line, such as a name: invisible characters (Default_Ignorable, U+2800) go too, but for
     * joiners and variation selectors between what they join. A line end inside stays, to be refused.
     */
    public static String line(String raw) {
        return isPlain(raw, false) ? raw.strip() : composed(visible(raw, true));
    }

    /** Whether it cannot be text at all: NUL, or half of a surrogate pair. */
    public static boolean isBroken(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c == 0) {
                return true;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == raw.length()
                        || !Character.isLowSurrogate(raw.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether a reader would see nothing of it. */
    public static boolean showsNothing(String text) {
        return text.codePoints().allMatch(c -> isSpace(c) || isInvisible(c));
    }

    public static boolean hasLineBreak(String text) {
        return text.codePoints().anyMatch(c -> c == '\n' || c == 0x2028 || c == 0x2029);
    }

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Printable ASCII needs no more than its ends stripped. */
    private static boolean isPlain(String raw, boolean severalLines) {
        for (int i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            var isPlain = (c >= 0x20 && c < 0x7F) || (severalLines && (c == '\n' || c == '\t'));
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static String composed(String text) {
        return trimmed(Normalizer.normalize(text, Normalizer.Form.NFC));
    }

    private static String visible(String raw, boolean oneLine) {
        var kept = new StringBuilder(raw.length());
        var points = raw.replace("\r\n", "\n").replace('\r', '\n').codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (stays(points, i, kept, oneLine)) {
                kept.appendCodePoint(points[i]);
            }
        }
        return kept.toString();
    }

    private static boolean stays(int[] points, int at, StringBuilder kept, boolean oneLine) {
        var c = points[at];
        if (c == '\n') {
            return true;
        }
        if (isControl(c, oneLine) || isOverride(c)) {
            return false;
        }
        if (!oneLine || !isInvisible(c)) {
            return true;
        }
        return joins(points, at, kept);
    }

    private static boolean joins(int[] points, int at, StringBuilder kept) {
        if (kept.isEmpty()) {
            return false;
        }
        var before = kept.codePointBefore(kept.length());
        if (isVariationSelector(points[at])) {
            return isShown(before);
        }
        var isJoiner = points[at] == ZWJ || points[at] == ZWNJ;
        return isJoiner && (isShown(before) || isVariationSelector(before)) && isShown(next(points, at));
    }

    /** The next character that is not certain to go, or a line end where there is none. */
    private static int next(int[] points, int at) {
        for (int i = at + 1; i < points.length; i++) {
            var c = points[i];
            var goes = isControl(c, true) || isOverride(c) || (isInvisible(c) && c != ZWJ && c != ZWNJ);
            if (c == '\n' || !goes) {
                return c;
            }
        }
        return '\n';
    }

    private static boolean isShown(int c) {
        return !isSpace(c) && !isInvisible(c) && c != '\n';
    }

    private static boolean isControl(int c, boolean oneLine) {
        return Character.getType(c) == Character.CONTROL && (oneLine || c != '\t');
    }

    private static boolean isOverride(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isInvisible(int c) {
        return c == BRAILLE_BLANK || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static boolean isVariationSelector(int c) {
        return UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR);
    }

    private static boolean isSpace(int c) {
        return UCharacter.isUWhiteSpace(c);
    }

    private static String trimmed(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isSpace(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (end > start && isSpace(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
