package greenroom.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import greenroom.ids.Secret;
import greenroom.site.Limits;
import greenroom.web.Problem;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is said of an outcome over HTTP. */
@Component
final class SubmissionAnswers {
    static final String REPLAYED = "Idempotent-Replayed";

    private final Limits limits;

    SubmissionAnswers(Limits limits) {
        this.limits = limits;
    }

    /** The body of a 202. {@code receipt} is there only the first time. */
    record Accepted(
            UUID id,
            String status,
            Instant submittedAt,
            String name,
            String body,
            String html,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String receipt,

            Instant editableUntil) {
        boolean isReplayed() {
            return receipt == null;
        }

        @Override
        public String toString() {
            return "Accepted[" + id + "]";
        }
    }

    <R> R answer(Outcome outcome, Words words, Function<Accepted, R> accepted, Function<Problem, R> problem) {
        return outcome.fold(
                kept -> accepted.apply(
                        body(kept.id(), kept.submittedAt(), kept.submission(), kept.html(), kept.receipt())),
                replayed -> accepted.apply(
                        body(replayed.id(), replayed.submittedAt(), replayed.submission(), replayed.html(), null)),
                refused -> problem.apply(refused.why().problem(refused.errors(), words)),
                limited -> problem.apply(AtTheDoor.limited(limited.admission(), words)));
    }

    private Accepted body(UUID id, Instant submittedAt, Submission submission, String html, @Nullable Secret receipt) {
        return new Accepted(
                id,
                "pending",
                submittedAt,
                submission.name(),
                submission.body(),
                html,
                receipt == null ? null : receipt.reveal(),
                submittedAt.plus(limits.editWindow()));
    }
}
