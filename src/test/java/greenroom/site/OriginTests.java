package greenroom.site;

import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Which pages may call. */
class OriginTests extends RunningService {
    private ResponseSpec preflight(String path, String origin) {
        return http.options()
                .uri(URI.create("http://localhost:" + port + path))
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type,idempotency-key")
                .exchange();
    }

    private ResponseSpec gets(String path, String origin) {
        return unchecked()
                .get()
                .uri(URI.create("http://localhost:" + port + path))
                .header("Origin", origin)
                .exchange();
    }

    private static void isRefused(ResponseSpec answer) {
        answer.expectHeader().doesNotExist("Access-Control-Allow-Origin");
        assertThat(problem(answer, 403)).isEqualTo("origin-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "",
                "https://evil.example",
                "http://news.example",
                "https://news.example:8443",
                "https://news.example:443",
                "https://news.example/",
                "https://NEWS.example",
                "https://www.news.example",
                "https://news.example.evil.example",
                "https://evilnews.example",
                "https://news.example@evil.example",
                "https://evil.example?https://news.example",
                "https://news.example https://evil.example",
                "https://news.example, https://evil.example",
                "https://news.example.",
                "https://nеws.example",
                "news.example",
                "*",
                "http://localhost",
                "https://localhost",
                "file://",
                "https://news.example%00"
            })
    void mayNotCallFromATwin(String origin) {
        var thread = newThread();

        isRefused(reader.tries(aSubmission().to(thread), Map.of("Origin", origin)));
        isRefused(gets("/api/v1/sites/demo/comments?thread=a", origin));
        isRefused(gets("/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab", origin));
        isRefused(preflight("/api/v1/sites/demo/comments", origin));
        isRefused(preflight("/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab", origin));
        assertThat(store.commentsIn(thread)).isZero();
    }

    @Test
    void saysWhyWhereThePageHidesItsOrigin() {
        reader.tries(aSubmission(), Map.of("Origin", "null"))
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat(String.valueOf(detail)).contains("Referrer-Policy"));
    }

    @Test
    void mayCallFromTheSiteAndFromTheServiceItself() {
        for (String origin : List.of(ORIGIN, "http://localhost:" + port, "http://127.0.0.1:" + port)) {
            reader.tries(aSubmission(), Map.of("Origin", origin))
                    .expectStatus()
                    .isAccepted()
                    .expectHeader()
                    .valueEquals("Access-Control-Allow-Origin", origin);
        }
    }

    @Test
    void mayCallWithoutAnOrigin() {
        reader.tries(aSubmission())
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }

    @Test
    void isNeverMadeByAHostHeader() {
        var answer = unchecked()
                .post()
                .uri("/api/v1/sites/demo/comments")
                .header("Host", "evil.example")
                .header("Origin", "http://evil.example")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(aSubmission().json())
                .exchange();

        isRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sites/demo/comments",
                "/api/v1/sites/d%65mo/comments",
                "/api/v1/sites/demo/c%6Fmments",
                "/%61pi/v1/sites/demo/comments",
                "/api/v1/%73ites/demo/comments",
                "/api/v1/sites/demo;a=b/comments",
                "/api;a/v1/sites/demo/comments;b"
            })
    void mayNotCallForAnotherSiteHoweverItWritesTheAddress(String path) {
        newSite("{}", "https://neighbour.example");
        var thread = newThread();

        var answer = unchecked()
                .post()
                .uri(URI.create("http://localhost:" + port + path))
                .header("Origin", "https://neighbour.example")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(aSubmission().to(thread).json())
                .exchange();

        assertThat(answer.returnResult(byte[].class).getStatus().value()).isIn(400, 403);
        assertThat(store.commentsIn(thread)).isZero();
    }

    @Test
    void isToldOfASiteThatThereIsNone() {
        var answer = new Reader(http, "nowhere").tries(aSubmission(), Map.of("Origin", ORIGIN));

        answer.expectHeader().valueEquals("Access-Control-Allow-Origin", ORIGIN);
        assertThat(problem(answer, 404)).isEqualTo("unknown-site");
        isRefused(new Reader(http, "nowhere").tries(aSubmission(), Map.of("Origin", "https://evil.example")));
    }

    @Test
    void isAnsweredBeforeItCalls() {
        for (String path :
                List.of("/api/v1/sites/demo/comments", "/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab")) {
            var answer = preflight(path, ORIGIN).expectStatus().isNoContent();
            var headers = answer.expectBody().isEmpty().getResponseHeaders();
            assertThat(headers.get("Access-Control-Allow-Origin")).containsExactly(ORIGIN);
            assertThat(headers.get("Access-Control-Allow-Methods")).containsExactly("GET, POST, PATCH, DELETE");
            assertThat(headers.get("Access-Control-Allow-Headers"))
                    .containsExactly("content-type, idempotency-key, receipt, x-request-id");
            assertThat(headers.get("Access-Control-Max-Age")).containsExactly("7200");
            assertThat(String.join(", ", headers.getOrEmpty("Vary")))
                    .isEqualTo("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");
            assertThat(headers.headerNames())
                    .doesNotContain("Access-Control-Allow-Credentials", "Access-Control-Expose-Headers", "Set-Cookie");
        }
    }

    @Test
    void isAnsweredForAnySitesOwnCopies() {
        newSite("{}", "https://third.example");

        preflight("/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab", "https://third.example")
                .expectStatus()
                .isNoContent();
        isRefused(preflight("/api/v1/sites/demo/comments", "https://third.example"));
    }

    @Test
    void readsNoCookieAndSetsNone() {
        var origin = Map.of("Cookie", "greenroom=x; XSRF-TOKEN=y", "Origin", ORIGIN);

        reader.tries(aSubmission(), origin)
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .doesNotExist("Set-Cookie");
        http.method(HttpMethod.GET)
                .uri("/api/v1/submissions/x")
                .header("Cookie", "greenroom=x")
                .exchange()
                .expectHeader()
                .doesNotExist("Set-Cookie");
    }
}
