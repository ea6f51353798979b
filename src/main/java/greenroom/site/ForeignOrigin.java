package greenroom.site;

import greenroom.web.Problem;
import org.springframework.http.HttpStatus;

/** A call from a page that is none of the site's: 403 {@code origin-not-allowed}. */
public final class ForeignOrigin {
    private ForeignOrigin() {}

    /** @param isNull whether the browser hid the origin, as it does for sandboxed pages and strict referrer policies */
    public static Problem problem(boolean isNull) {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "origin-not-allowed",
                "Origin not allowed",
                isNull
                        ? "The page does not say where it is (Origin: null), because it is sandboxed or its Referrer-Policy is"
                                + " no-referrer. Its publisher must change that before comments can be sent from it."
                        : "This page's address is not among the site's origins, so it may not call this service.");
    }
}
