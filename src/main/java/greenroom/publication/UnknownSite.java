package greenroom.publication;

import greenroom.web.Problem;
import org.springframework.http.HttpStatus;

/** 404 {@code unknown-site}. */
final class UnknownSite {
    private UnknownSite() {}

    static Problem problem() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-site", "Unknown site", "There is no site with this key.");
    }
}
