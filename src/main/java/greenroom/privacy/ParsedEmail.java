package greenroom.privacy;

import java.util.function.Function;

/** What became of a typed email: an address, or the reason why it is none. */
public sealed interface ParsedEmail {
    /** Why a typed email is no address; at the HTTP edge {@code email-required}, {@code email-invalid} and {@code email-too-long}. */
    enum Reason {
        MISSING,
        INVALID,
        TOO_LONG
    }

    record Accepted(EmailAddress address) implements ParsedEmail {}

    record Refused(Reason reason) implements ParsedEmail {}

    default <R> R fold(Function<EmailAddress, R> accepted, Function<Reason, R> refused) {
        if (this instanceof Accepted it) {
            return accepted.apply(it.address);
        }
        return refused.apply(((Refused) this).reason);
    }
}
