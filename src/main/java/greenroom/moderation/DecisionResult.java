package greenroom.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import greenroom.comment.Status;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one decision, and how the comment stands now; of one that the moderator may not see, or that is not there,
 * nothing is told.
 */
record DecisionResult(
        UUID id,
        Outcome outcome,
        @Nullable Status status,
        @Nullable Integer version,
        @Nullable String decidedBy) {
    enum Outcome {
        APPLIED,
        /** It had that status already, whatever its version. */
        UNCHANGED,
        /** It changed since it was seen, or was withdrawn. */
        CONFLICT,
        NOT_FOUND,
        FORBIDDEN;

        @JsonValue
        String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Outcome of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
