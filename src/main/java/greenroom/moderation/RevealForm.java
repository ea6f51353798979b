package greenroom.moderation;

import greenroom.web.FieldError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody must see an email. */
record RevealForm(@Nullable String reason) {
    Optional<FieldError> error() {
        var error = Wording.errorOfReason("/reason", reason);
        if (error.isPresent() || Wording.reason(reason) != null) {
            return error;
        }
        return Wording.wrong(
                "/reason", "reason-required", "Say why you must see the email; it is written to the audit.");
    }
}
