package greenroom.submission;

import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Why a submission was not kept, and how HTTP says so. Texts that WordPress has too are in its words. */
enum Refusal {
    UNKNOWN_SITE(HttpStatus.NOT_FOUND, "unknown-site", "Unknown site"),
    COMMENTS_CLOSED(HttpStatus.FORBIDDEN, "comments-closed", "Comments closed"),
    INVALID_SUBMISSION(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-submission", "Invalid submission"),
    DUPLICATE_COMMENT(HttpStatus.CONFLICT, "duplicate-comment", "Duplicate comment"),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused", "Idempotency key reused"),
    OVERLOADED(HttpStatus.SERVICE_UNAVAILABLE, "overloaded", "Overloaded"),
    OUTCOME_UNKNOWN(HttpStatus.SERVICE_UNAVAILABLE, "outcome-unknown", "Outcome unknown");

    private static final SecureRandom random = new SecureRandom();
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final HttpStatus status;
    private final String slug;
    private final String title;

    Refusal(HttpStatus status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    String slug() {
        return slug;
    }

    /** @param errors in the same words */
    Problem problem(List<FieldError> errors, Words words) {
        var detail = words.say(slug);
        var problem = Problem.of(status, slug, title, detail).with(errorsOf(errors, detail));
        return status == HttpStatus.SERVICE_UNAVAILABLE
                // spread, so that those who were refused together do not come back together
                ? problem.with(HttpHeaders.RETRY_AFTER, Integer.toString(1 + random.nextInt(LONGEST_WAIT_SECONDS)))
                : problem;
    }

    private List<FieldError> errorsOf(List<FieldError> errors, String detail) {
        return this == IDEMPOTENCY_KEY_REUSED
                ? List.of(new FieldError("/headers/idempotency-key", slug, detail))
                : errors;
    }
}
