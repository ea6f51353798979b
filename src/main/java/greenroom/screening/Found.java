package greenroom.screening;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What rules found in a submission. Of many the strictest are told. */
public final class Found {
    static final Found NOTHING = new Found(List.of());

    /** The code of its signals. */
    public static final String SIGNAL = "rule";

    private static final int MOST_TOLD = 5;
    private static final double HELD = 0.5;

    private final List<RuleHit> hits;

    Found(Collection<RuleHit> hits) {
        this.hits = hits.stream()
                .sorted(Comparator.comparing((RuleHit hit) -> hit.rule().action())
                        .reversed())
                .toList();
    }

    List<RuleHit> hits() {
        return hits;
    }

    /** Whether it is not to be taken. */
    public boolean refuses() {
        return does(RuleAction.REFUSE);
    }

    /** Whether it goes to spam by itself. */
    public boolean isSpam() {
        return does(RuleAction.SPAM);
    }

    private boolean does(RuleAction action) {
        return hits.stream().anyMatch(hit -> hit.rule().action() == action);
    }

    List<Signal> signals() {
        return hits.stream()
                .limit(MOST_TOLD)
                .map(hit -> new Signal(SIGNAL, hit.sentence()))
                .toList();
    }

    /** How sure it makes us by itself. */
    double weight() {
        if (hits.isEmpty()) {
            return 0;
        }
        return isSpam() || refuses() ? 1 : HELD;
    }
}
