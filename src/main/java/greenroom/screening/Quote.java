package greenroom.screening;

/** A piece of a reader's text that fits into a sentence for a moderator. */
final class Quote {

    private static final int LONGEST = 60;

    private Quote() {}

    /** At most 60 code points, on one line, without control, format or unassigned characters. */
    static String of(String text) {
        int[] visible =
                text.codePoints().filter(Quote::isShown).limit(LONGEST + 1L).toArray();
        return visible.length <= LONGEST
                ? new String(visible, 0, visible.length)
                : new String(visible, 0, LONGEST - 1) + "…";
    }

    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
