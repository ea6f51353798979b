package greenroom.comment;

/** Writes text into HTML, without the characters that only do harm there. */
final class HtmlText {

    private HtmlText() {}

    /** Between tags: a line end becomes a visible one. */
    static void append(StringBuilder html, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\n') {
                html.append("<br>\n");
            } else if (isKept(text, i)) {
                escape(html, character);
            }
        }
    }

    /** Inside of {@code pre}: line ends stay what they are. */
    static void appendVerbatim(StringBuilder html, CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                escape(html, text.charAt(i));
            }
        }
    }

    /** Inside of double quotes. */
    static void appendAttribute(StringBuilder html, CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"') {
                html.append("&quot;");
            } else if (isKept(value, i)) {
                escape(html, character);
            }
        }
    }

    private static void escape(StringBuilder html, char character) {
        switch (character) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            default -> html.append(character);
        }
    }

    /**
     * All but controls, bidirectional overrides and isolates, lone surrogates and U+FFFE, U+FFFF. Bodies are
     * normalised before they come here, but a numeric character reference becomes its character only in the parser.
     */
    static boolean isKept(CharSequence text, int index) {
        char character = text.charAt(index);
        if (character < 0x7F) {
            return character >= ' ' || character == '\n' || character == '\t';
        }
        if (character < 0x2028) {
            return character > 0x9F;
        }
        if (Character.isHighSurrogate(character)) {
            return index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        }
        return !isOverride(character) && character < 0xFFFE;
    }

    private static boolean isOverride(char character) {
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    }

    /** Whether a reader would see anything of it. */
    static boolean showsSomething(CharSequence text) {
        return text.codePoints().anyMatch(HtmlText::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != BLANK_BRAILLE && codePoint != HANGUL_FILLER;
        };
    }

    private static final int BLANK_BRAILLE = 0x2800;
    private static final int HANGUL_FILLER = 0x3164;
}
