package greenroom.transfer;

import greenroom.privacy.EmailAddress;
import greenroom.privacy.ParsedEmail;
import greenroom.privacy.TypedEmail;
import greenroom.web.FieldError;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose data an admin asks for; the email hides itself wherever the form is printed. */
record PersonForm(@Nullable TypedEmail email, @Nullable String comments) {
    /** The address; what is wrong with it goes to the errors. */
    Optional<EmailAddress> address(List<FieldError> errors) {
        return EmailAddress.parse(email).fold(Optional::of, reason -> {
            errors.add(wrong(reason));
            return Optional.empty();
        });
    }

    private static FieldError wrong(ParsedEmail.Reason reason) {
        return switch (reason) {
            case MISSING -> new FieldError("/email", "email-required", "Say by their email whose data you mean.");
            case INVALID -> new FieldError("/email", "email-invalid", "This is no email address.");
            case TOO_LONG -> new FieldError("/email", "email-too-long", "An email address is not that long.");
        };
    }

    /** What is to become of the texts; what is wrong with it goes to the errors. */
    Optional<Texts> texts(List<FieldError> errors) {
        var texts = comments == null ? Optional.of(Texts.KEEP) : Texts.of(comments);
        if (texts.isEmpty()) {
            errors.add(new FieldError("/comments", "comments-invalid", "Comments can be kept or removed."));
        }
        return texts;
    }
}
