package greenroom.screening;

import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.Optional;

/**
 * A word of letters from scripts whose letters look alike, such as Latin and Cyrillic, which is how a name is forged
 * (UTS #39, mixed-script confusables). Scripts that nobody can mistake for each other may meet in one word: kana and
 * Han, Hangul and Han, Urdu beside Latin without a space.
 *
 * @param word as written
 * @param first the script of its first letter
 * @param second the first other script that looks alike
 */
record MixedWord(String word, int first, int second) {

    private static final BitSet LOOK_ALIKES = new BitSet();

    static {
        for (int script : new int[] {
            UScript.LATIN,
            UScript.CYRILLIC,
            UScript.GREEK,
            UScript.COPTIC,
            UScript.ARMENIAN,
            UScript.GEORGIAN,
            UScript.CHEROKEE,
            UScript.LISU,
            UScript.DESERET,
            UScript.OSAGE
        }) {
            LOOK_ALIKES.set(script);
        }
    }

    /** Greek letters that stand beside Latin ones for units and quantities, and look like none of them. */
    private static final String SYMBOLS = "ΔΩδθλμπφψω";

    /** Below it there are no letters but Latin ones. */
    private static final char FIRST_OF_OTHER_SCRIPTS = 0x370;

    static Optional<MixedWord> firstIn(String text) {
        return isAllLatin(text) ? Optional.empty() : firstMixed(text);
    }

    private static boolean isAllLatin(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_OF_OTHER_SCRIPTS) {
                return false;
            }
        }
        return true;
    }

    private static Optional<MixedWord> firstMixed(String text) {
        int start = 0;
        while (start < text.length()) {
            int end = endOfWord(text, start);
            Optional<MixedWord> mixed = mixed(text, start, end);
            if (mixed.isPresent()) {
                return mixed;
            }
            start = end + (end < text.length() ? Character.charCount(text.codePointAt(end)) : 0);
        }
        return Optional.empty();
    }

    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isPartOfWord(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    /** Invisible characters do not part a word, or one of them would hide every mixture. */
    private static boolean isPartOfWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default -> Character.isLetterOrDigit(codePoint);
        };
    }

    private static Optional<MixedWord> mixed(String text, int start, int end) {
        int first = UScript.INVALID_CODE;
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            int script = lookAlikeScript(text.codePointAt(i));
            if (script == UScript.INVALID_CODE || script == first) {
                continue;
            }
            if (first != UScript.INVALID_CODE) {
                return Optional.of(new MixedWord(text.substring(start, end), first, script));
            }
            first = script;
        }
        return Optional.empty();
    }

    private static int lookAlikeScript(int codePoint) {
        if (!Character.isLetter(codePoint) || SYMBOLS.indexOf(codePoint) >= 0) {
            return UScript.INVALID_CODE;
        }
        int script = UScript.getScript(codePoint);
        return LOOK_ALIKES.get(script) ? script : UScript.INVALID_CODE;
    }

    String sentence() {
        return "the word “" + Quote.of(word) + "” mixes " + UScript.getName(first) + " and " + UScript.getName(second)
                + " letters, which can look alike.";
    }
}
