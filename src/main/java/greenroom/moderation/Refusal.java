package greenroom.moderation;

import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.util.List;

/** Why a moderator's act was not done. */
enum Refusal {
    NOT_FOUND,
    FORBIDDEN,
    INVALID,
    /** The comment is not as the moderator saw it any more, or was withdrawn. */
    CHANGED,
    /** Only what is public, or may become so, can be answered. */
    NOT_ANSWERABLE,
    /** There is no email: it was erased, or a moderator wrote the comment. */
    NO_EMAIL;

    Problem problem(List<FieldError> errors) {
        return switch (this) {
            case NOT_FOUND, NO_EMAIL -> Problem.notFound();
            case FORBIDDEN -> Problem.forbidden();
            case INVALID -> Problem.invalidRequest(errors);
            case CHANGED ->
                Problem.conflict("The comment has changed since you saw it, or was withdrawn. Nothing was changed.");
            case NOT_ANSWERABLE ->
                Problem.conflict("Only a comment that waits or is approved can be answered. Nothing was changed.");
        };
    }
}
