package greenroom.moderation;

import greenroom.site.Limits;
import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A new text for a comment, and the version that the moderator saw. */
record EditForm(
        @Nullable Integer version,
        @Nullable String body,
        @Nullable String reason) {
    List<FieldError> errors(Limits limits) {
        var errors = new ArrayList<FieldError>();
        if (version == null || version < 0) {
            errors.add(new FieldError("/version", "version-invalid", "An edit needs the version that you saw."));
        }
        Wording.errorOfBody(body, limits).ifPresent(errors::add);
        Wording.errorOfReason("/reason", reason).ifPresent(errors::add);
        return errors;
    }
}
