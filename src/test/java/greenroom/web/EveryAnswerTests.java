package greenroom.web;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.service.Forms;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The headers that every answer has, and those that none has. */
@ExtendWith(OutputCaptureExtension.class)
class EveryAnswerTests extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String JSON_POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** One answer of each kind that comes from this door, by what it is. */
    private Map<String, HttpHeaders> answers(WebTestClient client, String... more) {
        var from = client.mutate()
                .defaultHeaders(headers -> {
                    for (int i = 0; i < more.length; i += 2) {
                        headers.set(more[i], more[i + 1]);
                    }
                })
                .build();
        var visitor = new Reader(from, "demo");
        var said = aSubmission();
        var answers = new LinkedHashMap<String, HttpHeaders>();
        answers.put("202", headers(visitor.tries(said)));
        answers.put("400", headers(post(from, "application/json", "{")));
        answers.put("403", headers(visitor.tries(aSubmission(), Map.of("Origin", "https://evil.example"))));
        answers.put("404", headers(new Reader(from, "nowhere").tries(said)));
        answers.put("405", headers(from.put().uri(COMMENTS).exchange()));
        answers.put("406", headers(visitor.tries(said, Map.of("Accept", "text/css"))));
        answers.put("409", headers(visitor.tries(said)));
        answers.put("413", headers(post(from, "application/json", "x".repeat(65_537))));
        answers.put("415", headers(post(from, "text/plain", "x")));
        answers.put("417", headers(visitor.tries(said, Map.of("Expect", "x"))));
        answers.put("422", headers(post(from, "application/json", "{}")));
        answers.put("HEAD", headers(from.head().uri("/api/v1/submissions/x").exchange()));
        answers.put(
                "form 200",
                headers(post(
                        from, "application/x-www-form-urlencoded", Forms.aForm().encoded())));
        answers.put(
                "form 303",
                headers(post(
                        from,
                        "application/x-www-form-urlencoded",
                        Forms.aForm().with("url", ORIGIN + "/a").encoded())));
        answers.put("form 422", headers(post(from, "application/x-www-form-urlencoded", "x=y")));
        answers.put("nothing", headers(from.get().uri("/nothing").exchange()));
        answers.put(
                "the desk",
                headers(from.get().uri("/api/v1/moderation/comments").exchange()));
        answers.put("health", headers(from.get().uri("/livez").exchange()));
        return answers;
    }

    private static ResponseSpec post(WebTestClient client, String type, String body) {
        return client.post()
                .uri(COMMENTS)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(body)
                .exchange();
    }

    private static HttpHeaders headers(ResponseSpec answer) {
        return answer.expectBody().returnResult().getResponseHeaders();
    }

    @Test
    void saysWhatItIsAndWhoAsked() {
        answers(unchecked()).forEach((what, headers) -> {
            assertThat(headers.get("X-Content-Type-Options")).as(what).containsExactly("nosniff");
            assertThat(headers.get("X-Request-Id"))
                    .as(what)
                    .hasSize(1)
                    .first()
                    .asString()
                    .matches("[A-Za-z0-9._-]{1,64}");
            assertThat(headers.get("Date")).as(what).hasSize(1);
            assertThat(headers.get("Referrer-Policy")).as(what).hasSize(1);
            assertThat(headers.get("Cache-Control")).as(what).isNotEmpty();
        });
    }

    @Test
    void tellsNothingOfTheServerAndSetsNoCookie() {
        answers(unchecked()).forEach((what, headers) -> {
            assertThat(headers.headerNames()).as(what).doesNotContain("Server", "X-Powered-By", "Set-Cookie", "Pragma");
            assertThat(headers.headerNames())
                    .as(what)
                    .doesNotContain("Access-Control-Allow-Credentials", "Strict-Transport-Security");
        });
    }

    @Test
    void hasThePolicyOfItsKind() {
        answers(unchecked()).forEach((what, headers) -> {
            if (what.startsWith("form") && !what.equals("form 303")) {
                assertThat(headers.getFirst("Content-Security-Policy"))
                        .as(what)
                        .startsWith("default-src 'none'; style-src 'self';");
            } else {
                assertThat(headers.get("Content-Security-Policy")).as(what).containsExactly(JSON_POLICY);
                assertThat(headers.getFirst("Referrer-Policy")).as(what).isEqualTo("no-referrer");
            }
            assertThat(headers.getFirst("Cross-Origin-Resource-Policy"))
                    .as(what)
                    .isEqualTo(what.equals("the desk") ? "same-origin" : "cross-origin");
        });
    }

    @Test
    void variesByOriginWhereverArticlePagesCall() {
        answers(unchecked(), "Origin", ORIGIN).forEach((what, headers) -> {
            if (!List.of("nothing", "the desk", "health").contains(what)) {
                assertThat(String.join(", ", headers.getOrEmpty("Vary")))
                        .as(what)
                        .isEqualTo("Origin, Accept-Encoding");
                assertThat(headers.getFirst("Access-Control-Allow-Origin"))
                        .as(what)
                        .isEqualTo(what.equals("403") ? null : ORIGIN);
            }
        });
    }

    @Test
    void asksForHttpsOnlyWhereItCameByHttps() {
        answers(uncheckedFrom(PROXY), "X-Forwarded-Proto", "https", "X-Forwarded-For", "192.0.2.7")
                .forEach((what, headers) -> assertThat(headers.get("Strict-Transport-Security"))
                        .as(what)
                        .containsExactly("max-age=31536000; includeSubDomains"));
        for (Map<String, String> forged : List.of(
                Map.of("X-Forwarded-Proto", "https"),
                Map.of("X-Forwarded-Ssl", "on"),
                Map.of("X-Forwarded-Port", "443"),
                Map.of("Forwarded", "proto=https"),
                Map.of("X-Url-Scheme", "https"))) {
            clientFrom("127.0.0.3")
                    .get()
                    .uri("/livez")
                    .headers(headers -> forged.forEach(headers::set))
                    .exchange()
                    .expectHeader()
                    .doesNotExist("Strict-Transport-Security");
        }
    }

    @Test
    void tellsTheTime() {
        var date = Objects.requireNonNull(
                headers(http.get().uri("/livez").exchange()).getFirst("Date"));

        assertThat(Duration.between(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)), Instant.now()))
                .isBetween(Duration.ofSeconds(-1), Duration.ofMinutes(1));
        assertThat(date).endsWith(" GMT").hasSize(29);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A-Z.a_z-09", "01936f6e-8a4b-7c3d-9e2f-0123456789ab"})
    void keepsASaneNameOfTheRequest(String id) {
        assertThat(requestId(id)).isEqualTo(id);
        assertThat(requestId("x".repeat(64))).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "<script>", "${jndi:x}", "ü", "a,b", "a;b"})
    void replacesAnyOther(String id) {
        assertThat(requestId(id)).isNotEqualTo(id).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(requestId("x".repeat(65))).hasSizeLessThan(65);
    }

    private String requestId(String asked) {
        var answer = http.get().uri("/nothing").header("X-Request-Id", asked).exchange();
        return Objects.requireNonNull(headers(answer).getFirst("X-Request-Id"));
    }

    @Test
    void standsInTheLogUnderItsName(CapturedOutput log) {
        for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
            http.method(method)
                    .uri("/nothing?a=canary-query")
                    .header("X-Request-Id", "journey-" + method)
                    .header("Receipt", "canary-receipt")
                    .exchange();
            await().untilAsserted(() -> assertThat(log.getAll())
                    .containsPattern(
                            "journey-" + method + " " + method + " /nothing 404 [0-9]+ms client=[0-9a-f]{12}"));
        }
        assertThat(log.getAll()).doesNotContain("canary");
    }

    @Test
    void standsInTheLogWithItsStatus(CapturedOutput log) {
        var statuses = Map.of("{", 400, "{}", 422, "x".repeat(65_537), 413);
        statuses.forEach((body, status) -> {
            http.post()
                    .uri(COMMENTS)
                    .header("X-Request-Id", "status-" + status)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchange();
            await().untilAsserted(() ->
                    assertThat(log.getAll()).contains("status-" + status + " POST " + COMMENTS + " " + status + " "));
        });
    }
}
