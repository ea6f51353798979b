package greenroom.submission;

import greenroom.ids.Secret;
import greenroom.ratelimit.Admission;
import greenroom.web.FieldError;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What became of a submission. */
sealed interface Outcome {
    /** Kept: committed, and its receipt handed out this once. */
    record Kept(UUID id, Instant submittedAt, Submission submission, String html, Secret receipt) implements Outcome {}

    /** The same request was kept before: its answer again, without a receipt. */
    record Replayed(UUID id, Instant submittedAt, Submission submission, String html) implements Outcome {}

    /** Not kept. {@code errors} name the fields where the reason is one of fields. */
    record Refused(Refusal why, List<FieldError> errors) implements Outcome {}

    /** Not kept: too many from this client, this author or to this site. */
    record Limited(Admission admission) implements Outcome {}

    static Outcome refused(Refusal why) {
        return new Refused(why, List.of());
    }

    static Outcome invalid(FieldError error) {
        return new Refused(Refusal.INVALID_SUBMISSION, List.of(error));
    }

    default <R> R fold(
            Function<Kept, R> kept,
            Function<Replayed, R> replayed,
            Function<Refused, R> refused,
            Function<Limited, R> limited) {
        if (this instanceof Kept it) {
            return kept.apply(it);
        }
        if (this instanceof Replayed it) {
            return replayed.apply(it);
        }
        if (this instanceof Limited it) {
            return limited.apply(it);
        }
        return refused.apply((Refused) this);
    }
}
