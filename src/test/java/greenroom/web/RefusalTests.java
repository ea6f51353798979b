package greenroom.web;

import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RunningService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Whatever cannot be answered is a problem of the contract's shape. */
class RefusalTests extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String COPY = "/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab";

    private ResponseSpec asks(String method, String path) {
        return unchecked().method(HttpMethod.valueOf(method)).uri(path).exchange();
    }

    private ResponseSpec posts(Map<String, String> headers) {
        return http.post()
                .uri(COMMENTS)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(aSubmission().json())
                .exchange();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "DELETE, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "PATCH, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "TRACE, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "OPTIONS, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "INVENTED, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "get, /api/v1/sites/demo/comments, 'GET, HEAD, OPTIONS, POST'",
        "POST, /api/v1/submissions/1, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "PUT, /api/v1/submissions/1, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "TRACE, /api/v1/submissions/1, 'DELETE, GET, HEAD, OPTIONS, PATCH'",
    })
    void saysWhichMethodsThereAre(String method, String path, String allowed) {
        var answer = asks(method, path);

        assertThat(problem(answer, 405)).isEqualTo("method-not-allowed");
        assertThat(answer.returnResult(byte[].class).getResponseHeaders().getFirst("Allow"))
                .isIn(allowed, allowed.replace("GET, HEAD, OPTIONS, POST", "OPTIONS, POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api",
                "/api/v1",
                "/api/v1/",
                "/api/v2/sites/demo/comments",
                "/API/v1/sites/demo/comments",
                "/api/v1/sites/demo",
                "/api/v1/sites/demo/comments/",
                "/api/v1/sites/demo/comments/x",
                "/api/v1/submissions",
                "/api/v1/submissions/",
                "/api/v1/submissions/a/b",
                "/actuator",
                "/actuator/health",
                "/index.html",
                "/application.yaml",
                "/db/migration/V1__the_main_path.sql"
            })
    void findsNothingAtAnUnknownPath(String path) {
        for (String method : List.of("GET", "POST", "PUT", "TRACE", "OPTIONS", "INVENTED")) {
            assertThat(problem(asks(method, path), 404)).isEqualTo("not-found");
        }
    }

    @Test
    void answersHeadWithoutABody() {
        for (String path : List.of("/nothing", COPY)) {
            asks("HEAD", path)
                    .expectStatus()
                    .isNotFound()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a miracle", "200-ok", "100-continue, more"})
    void meetsNoStrangeExpectation(String expect) {
        assertThat(problem(posts(Map.of("Expect", expect)), 417)).isEqualTo("expectation-failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "Idempotency-Key",
                "X-Request-Id",
                "Authorization",
                "Origin",
                "Receipt",
                "X-XSRF-TOKEN"
            })
    void takesAHeaderOnce(String header) {
        var value = header.equals("Origin") ? ORIGIN : "application/json";
        var answer = unchecked()
                .post()
                .uri(COMMENTS)
                .header(header, value, value)
                .header(
                        "Content-Type",
                        header.equals("Content-Type") ? new String[0] : new String[] {"application/json"})
                .bodyValue("{}".getBytes(StandardCharsets.US_ASCII))
                .exchange();

        assertThat(problem(answer, 400)).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread=a&thread=b",
                "thread=a&thread=a",
                "thread=a&limit=1&limit=2",
                "thread=a&cursor=&cursor=",
                "thread=a&unknown=1&unknown=2",
                "thread=a&t%68read=b"
            })
    void takesAParameterOnce(String query) {
        var answer = unchecked()
                .get()
                .uri(URI.create("http://localhost:" + port + COMMENTS + "?" + query))
                .exchange();

        assertThat(problem(answer, 400)).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread=%FF", "thread=%C0%80", "thread=%ED%A0%80", "%FF=a", "thread=a&x=%E2%82"})
    void takesParametersInUtf8Only(String query) {
        var answer = unchecked()
                .get()
                .uri(URI.create("http://localhost:" + port + COMMENTS + "?" + query))
                .exchange();

        assertThat(problem(answer, 400)).isEqualTo("malformed-request");
    }

    @Test
    void answersAPreflightToTheDeskAsAnyStranger() {
        var answer = unchecked()
                .options()
                .uri("/api/v1/session")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .exchange();

        answer.expectHeader().doesNotExist("Access-Control-Allow-Origin");
        assertThat(problem(answer, 401)).isEqualTo("unauthenticated");
    }

    @Test
    void tellsAProblemsPathWithoutItsQuery() {
        unchecked()
                .get()
                .uri(URI.create("http://localhost:" + port + "/no%20thing?secret=1"))
                .exchange()
                .expectBody()
                .jsonPath("$.instance")
                .isEqualTo("/no%20thing")
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.detail")
                .isNotEmpty()
                .jsonPath("$.status")
                .isEqualTo(404);
    }
}
