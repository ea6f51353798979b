package greenroom.moderation;

import greenroom.comment.Text;
import greenroom.site.Limits;
import greenroom.web.FieldError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges what moderators type, and cleans it, by the rules that hold for readers. */
final class Wording {
    /** In code points. */
    static final int LONGEST_REASON = 500;

    private Wording() {}

    /** What is wrong with a comment's text on this site. */
    static Optional<FieldError> errorOfBody(@Nullable String raw, Limits limits) {
        if (raw != null && Text.isBroken(raw)) {
            return wrong("/body", "body-invalid", "The text has characters that are no text.");
        }
        var body = raw == null ? "" : Text.body(raw);
        if (Text.showsNothing(body)) {
            return wrong("/body", "body-required", "A comment needs a text.");
        }
        var length = Text.length(body);
        if (length < limits.bodyMin()) {
            return wrong("/body", "body-too-short", "The text has fewer than " + limits.bodyMin() + " characters.");
        }
        if (length > limits.bodyMax()) {
            return wrong("/body", "body-too-long", "The text has more than " + limits.bodyMax() + " characters.");
        }
        return Optional.empty();
    }

    /** What is wrong with a reason that may be left out. */
    static Optional<FieldError> errorOfReason(String pointer, @Nullable String raw) {
        if (raw != null && Text.isBroken(raw)) {
            return wrong(pointer, "reason-invalid", "The reason has characters that are no text.");
        }
        if (raw != null && Text.length(Text.body(raw)) > LONGEST_REASON) {
            return wrong(pointer, "reason-too-long", "A reason has at most " + LONGEST_REASON + " characters.");
        }
        return Optional.empty();
    }

    /** The reason as it is kept, or null where there is none to see. */
    static @Nullable String reason(@Nullable String raw) {
        var reason = raw == null ? "" : Text.body(raw);
        return Text.showsNothing(reason) ? null : reason;
    }

    static Optional<FieldError> wrong(String pointer, String code, String detail) {
        return Optional.of(new FieldError(pointer, code, detail));
    }
}
