package greenroom.service;

import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A reader whose browser runs no scripts: sends forms from an article page, and looks at pages. */
public final class PlainBrowser {
    private final WebTestClient http;

    public PlainBrowser(WebTestClient http) {
        this.http = http;
    }

    public ResponseSpec posts(Forms form) {
        return posts(form.encoded());
    }

    public ResponseSpec posts(String encoded) {
        return http.post()
                .uri("/api/v1/sites/demo/comments")
                .header("Origin", RunningService.ORIGIN)
                .header("Accept", "text/html,application/xhtml+xml")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(encoded)
                .exchange();
    }

    /** The page with this status, which must have the headers of such pages. */
    public static String page(ResponseSpec answer, int status) {
        var page = answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectHeader()
                .valueEquals(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                                + RunningService.ORIGIN)
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .valueEquals("Cross-Origin-Opener-Policy", "same-origin")
                .expectHeader()
                .exists("RateLimit")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(page);
    }
}
