package greenroom.comment;

/**
 * Text in which Markdown has nothing to say, as most comments are.
 *
 * <p>On the submission path parser and sanitizer would be the dearest step of all, and for such text their result is
 * known: a test compares both ways.
 */
final class PlainText {

    private PlainText() {}

    /** True only if the parser would find nothing but paragraphs and line ends; false where that takes thought. */
    static boolean isPlain(String body) {
        boolean startsLine = true;
        for (int i = 0; i < body.length(); i++) {
            if ((startsLine && mayStartBlock(body, i)) || maySayMore(body, i)) {
                return false;
            }
            startsLine = body.charAt(i) == '\n';
        }
        return true;
    }

    /** Indentation, heading, quote, list item, underline of a heading. (Other starts are never plain anywhere.) */
    private static boolean mayStartBlock(String body, int index) {
        return switch (body.charAt(index)) {
            case ' ', '#', '>', '-', '+', '=' -> true;
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> numbersAnItem(body, index);
            default -> false;
        };
    }

    private static boolean numbersAnItem(String body, int index) {
        int end = index;
        while (end < body.length() && Character.isDigit(body.charAt(end))) {
            end++;
        }
        return end < body.length() && (body.charAt(end) == '.' || body.charAt(end) == ')');
    }

    private static boolean maySayMore(String body, int index) {
        return switch (body.charAt(index)) {
            case '\n' -> false;
            case '\t', '\\', '`', '*', '_', '[', '~' -> true;
            case ' ' -> isLineEnd(body, index + 1);
            case '&' -> startsReference(body, index + 1);
            case '<' -> startsTag(body, index + 1);
            case ':' -> body.startsWith("//", index + 1);
            default -> !HtmlText.isKept(body, index);
        };
    }

    private static boolean isLineEnd(String body, int index) {
        return index == body.length() || body.charAt(index) == '\n';
    }

    private static boolean startsReference(String body, int index) {
        return index < body.length() && (body.charAt(index) == '#' || isAsciiLetter(body.charAt(index)));
    }

    /** A tag, or an address in angle brackets, which may begin with a digit; {@code < 5} and {@code <3} are neither. */
    private static boolean startsTag(String body, int index) {
        return mayBelongToTag(body, index)
                && !(Character.isDigit(body.charAt(index)) && !mayBelongToTag(body, index + 1));
    }

    private static boolean mayBelongToTag(String body, int index) {
        return index < body.length()
                && body.charAt(index) > ' '
                && body.charAt(index) < 0x7F
                && body.charAt(index) != '<';
    }

    private static boolean isAsciiLetter(char character) {
        char lower = (char) (character | 0x20);
        return lower >= 'a' && lower <= 'z';
    }

    /** Shows any text as it was typed: a blank line parts paragraphs, a line end is one. */
    static String toHtml(String body) {
        String text = body.indexOf('\r') < 0 ? body : body.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder html = new StringBuilder(text.length() + text.length() / 8 + 32);
        StringBuilder paragraph = new StringBuilder();
        for (int start = 0; start <= text.length(); start = lineEnd(text, start) + 1) {
            String line = trim(text, start, lineEnd(text, start));
            if (line.isEmpty()) {
                append(html, paragraph);
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line);
            }
        }
        append(html, paragraph);
        return html.toString();
    }

    private static int lineEnd(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    /** Takes off spaces and tabs, which are what a Markdown parser takes off; other white space stays. */
    private static String trim(String text, int start, int end) {
        int from = start;
        int to = end;
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }

    private static void append(StringBuilder html, StringBuilder paragraph) {
        if (paragraph.isEmpty()) {
            return;
        }
        html.append(html.isEmpty() ? "<p" : "\n<p")
                .append(TextDirection.of(paragraph).attributeWithin(TextDirection.NEUTRAL))
                .append('>');
        HtmlText.append(html, paragraph);
        html.append("</p>");
        paragraph.setLength(0);
    }
}
