package greenroom.submission;

import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Why a submission was not kept, and how HTTP says so. Texts that WordPress has too are in its words. */
enum Refusal {
    UNKNOWN_SITE(HttpStatus.NOT_FOUND, "unknown-site", "Unknown site", "There is no site with this key."),
    COMMENTS_CLOSED(
            HttpStatus.FORBIDDEN, "comments-closed", "Comments closed", "Sorry, comments are closed for this item."),
    INVALID_SUBMISSION(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "invalid-submission",
            "Invalid submission",
            "Some fields need your attention."),
    DUPLICATE_COMMENT(
            HttpStatus.CONFLICT,
            "duplicate-comment",
            "Duplicate comment",
            "Duplicate comment detected; it looks as though you've already said that!"),
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "idempotency-key-reused",
            "Idempotency key reused",
            "This Idempotency-Key came with another comment before. Use a new key for a new comment."),
    OVERLOADED(
            HttpStatus.SERVICE_UNAVAILABLE,
            "overloaded",
            "Overloaded",
            "Too much is coming in at the moment. Your comment was not stored; please send it again shortly."),
    OUTCOME_UNKNOWN(
            HttpStatus.SERVICE_UNAVAILABLE,
            "outcome-unknown",
            "Outcome unknown",
            "The store did not confirm in time, so your comment may or may not be stored. Send it again with the same"
                    + " Idempotency-Key.");

    private static final SecureRandom random = new SecureRandom();
    private static final int LONGEST_WAIT_SECONDS = 5;

    private final HttpStatus status;
    private final String slug;
    private final String title;
    private final String detail;

    Refusal(HttpStatus status, String slug, String title, String detail) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    String slug() {
        return slug;
    }

    Problem problem(List<FieldError> errors) {
        var problem = Problem.of(status, slug, title, detail).with(errorsOf(errors));
        return status == HttpStatus.SERVICE_UNAVAILABLE
                // spread, so that those who were refused together do not come back together
                ? problem.with(HttpHeaders.RETRY_AFTER, Integer.toString(1 + random.nextInt(LONGEST_WAIT_SECONDS)))
                : problem;
    }

    private List<FieldError> errorsOf(List<FieldError> errors) {
        return this == IDEMPOTENCY_KEY_REUSED
                ? List.of(new FieldError("/headers/idempotency-key", slug, detail))
                : errors;
    }
}
