package greenroom.moderation;

import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An author's new standing, and why if the moderator says so. */
record StandingForm(@Nullable String standing, @Nullable String reason) {
    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        if (wanted().isEmpty()) {
            errors.add(new FieldError(
                    "/standing", "standing-invalid", "An author's standing is normal, trusted or banned."));
        }
        Wording.errorOfReason("/reason", reason).ifPresent(errors::add);
        return errors;
    }

    Optional<Standing> wanted() {
        return Optional.ofNullable(standing).flatMap(Standing::of);
    }
}
