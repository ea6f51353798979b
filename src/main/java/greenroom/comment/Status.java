package greenroom.comment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a comment stands. Only approved ones are ever public. In JSON and in the store: lower case. */
public enum Status {
    PENDING,
    APPROVED,
    REJECTED,
    SPAM,
    WITHDRAWN;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Status> of(String code) {
        return Arrays.stream(values())
                .filter(status -> status.code().equals(code))
                .findFirst();
    }

    /** A moderator may move a comment freely; only its author's withdrawal is final. */
    public boolean mayBecome(Status next) {
        return this != WITHDRAWN && next != WITHDRAWN;
    }

    /** What its author is told: what the machine took for spam behaves as waiting. */
    public Status asItsAuthorSeesIt() {
        return this == SPAM ? PENDING : this;
    }
}
