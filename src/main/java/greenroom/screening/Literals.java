package greenroom.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds many texts in one. A step is a look at the three characters that begin there, so that its time grows with the text
 * and hardly with the number of those looked for.
 */
final class Literals {
    private static final int START = 3;
    private static final int CHARACTER_BITS = 16;

    /** @param whole whether it must stand by itself */
    record Literal(String folded, boolean whole, Rule rule) {}

    private final Map<Long, List<Literal>> byStart = new HashMap<>();
    private final List<Literal> shorts = new ArrayList<>();

    void add(Literal literal) {
        if (literal.folded().length() < START) {
            shorts.add(literal);
        } else {
            byStart.computeIfAbsent(startAt(literal.folded(), 0), start -> new ArrayList<>(1))
                    .add(literal);
        }
    }

    boolean isEmpty() {
        return shorts.isEmpty() && byStart.isEmpty();
    }

    /** Tells of each rule that finds something, of some more than once. */
    void find(String folded, Consumer<Rule> found) {
        for (int i = 0; i + START <= folded.length(); i++) {
            for (Literal literal : byStart.getOrDefault(startAt(folded, i), List.of())) {
                if (stands(folded, i, literal)) {
                    found.accept(literal.rule());
                }
            }
        }
        shorts.stream().filter(literal -> isIn(folded, literal)).forEach(literal -> found.accept(literal.rule()));
    }

    private static boolean isIn(String folded, Literal literal) {
        for (int i = folded.indexOf(literal.folded()); i >= 0; i = folded.indexOf(literal.folded(), i + 1)) {
            if (stands(folded, i, literal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(String folded, int start, Literal literal) {
        return folded.startsWith(literal.folded(), start)
                && (!literal.whole()
                        || isWhole(folded, start, start + literal.folded().length()));
    }

    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !isPartOfWord(text.codePointBefore(start)))
                && (end == text.length() || !isPartOfWord(text.codePointAt(end)));
    }

    private static boolean isPartOfWord(int c) {
        var type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static long startAt(String text, int index) {
        return text.charAt(index)
                | (long) text.charAt(index + 1) << CHARACTER_BITS
                | (long) text.charAt(index + 2) << (2 * CHARACTER_BITS);
    }
}
