package greenroom.moderator;

import java.util.function.Function;

/** What became of a password that somebody typed. */
sealed interface SignInOutcome {
    /** It was right, and this session is theirs now. */
    record SignedIn(Account account, OpenSession session) implements SignInOutcome {}

    /** The password was right; a code is asked for too. */
    record CodeMissing() implements SignInOutcome {}

    record Wrong() implements SignInOutcome {}

    record TooManyTries(long retryAfterSeconds) implements SignInOutcome {}

    default <R> R fold(
            Function<SignedIn, R> signedIn,
            Function<CodeMissing, R> codeMissing,
            Function<Wrong, R> wrong,
            Function<TooManyTries, R> tooManyTries) {
        if (this instanceof SignedIn it) {
            return signedIn.apply(it);
        }
        if (this instanceof CodeMissing it) {
            return codeMissing.apply(it);
        }
        if (this instanceof Wrong it) {
            return wrong.apply(it);
        }
        return tooManyTries.apply((TooManyTries) this);
    }
}
