package greenroom.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What an answer of a public path says to the page of another origin that asked (Fetch, CORS). */
public final class CrossOrigin {
    private static final String EXPOSED =
            "ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

    private CrossOrigin() {}

    /** @param origin one that may call, or null where no page of another origin asked */
    public static void allow(HttpHeaders answer, @Nullable String origin) {
        vary(answer);
        if (origin != null) {
            answer.setAccessControlAllowOrigin(origin);
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    static void vary(HttpHeaders answer) {
        answer.setVary(List.of(HttpHeaders.ORIGIN, HttpHeaders.ACCEPT_ENCODING));
    }
}
