package greenroom.submission;

import java.time.Instant;
import java.util.UUID;

/** What the store made of one arrival. */
sealed interface Commit {
    /** Committed. */
    record Stored() implements Commit {}

    /** The same idempotency key and the same submission were committed before, as this comment. */
    record Earlier(UUID id, Instant submittedAt) implements Commit {}

    /** Not committed, and why. */
    record Turned(Refusal why) implements Commit {}

    Commit STORED = new Stored();
}
