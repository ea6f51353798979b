package greenroom.screening;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a submission in which a rule finds something, the mildest first. */
enum RuleAction {
    /** It waits, as everything does, with a signal. */
    HOLD("held for a look"),
    SPAM("put into spam"),
    /** It is not taken. */
    REFUSE("refused");

    private final String words;

    RuleAction(String words) {
        this.words = words;
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return words;
    }

    static Optional<RuleAction> of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst();
    }
}
