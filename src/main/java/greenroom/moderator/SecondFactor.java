package greenroom.moderator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether somebody's sign-in asks for a code. In JSON: lower case, with hyphens. */
enum SecondFactor {
    OFF,
    ON,
    /** An admin demands it, and it is not there yet: the session reaches nothing else until it is. */
    TO_BE_SET_UP;

    /** {@code vouched}: an OpenID provider signed them in, which asks for what it wants to. */
    static SecondFactor of(Account account, boolean vouched) {
        if (account.hasSecondFactor()) {
            return ON;
        }
        return account.secondFactorRequired() && !vouched ? TO_BE_SET_UP : OFF;
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
