package greenroom.submission;

import static greenroom.service.Submissions.aSubmission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.json.JsonMapper;

/** The short way of a submission says what the ordinary way says, letter by letter, and takes nothing that it cannot judge. */
class DirectSubmissionTests extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String DIRECT = "application/json";

    /** The same type, written in a way that the short way leaves alone. */
    private static final String ORDINARY = "application/json;charset=\"UTF-8\"";

    @Autowired
    private DirectSubmissions direct;

    @Autowired
    private JsonMapper json;

    private record Said(int status, String headers, String body) {}

    private Said says(String type, byte[] body, Map<String, String> headers) {
        var answer = uncheckedFrom(PROXY)
                .post()
                .uri(COMMENTS)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(body)
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
        return new Said(answer.getStatus().value(), headers(answer), body(answer));
    }

    /** Without what differs from one moment to the next. */
    private static String headers(EntityExchangeResult<byte[]> answer) {
        return answer.getResponseHeaders().headerSet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Date"))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                .map(line -> line.startsWith("ratelimit: ") ? line.replaceAll("=[0-9]+", "=N") : line)
                .map(line -> line.startsWith("content-length: ") ? "content-length" : line)
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String body(EntityExchangeResult<byte[]> answer) {
        return new String(Objects.requireNonNull(answer.getResponseBodyContent()), UTF_8)
                .replaceAll("\"(id|submittedAt|editableUntil|receipt)\":\"[^\"]+\"", "\"$1\":\"...\"");
    }

    private void saysTheSame(byte[] once, byte[] again, Map<String, String> headers) {
        var named = new HashMap<>(headers);
        named.put("X-Request-Id", "the-same");

        assertThat(says(DIRECT, once, named)).isEqualTo(says(ORDINARY, again, named));
    }

    private byte[] bytes(Submissions submission) {
        return json.writeValueAsBytes(submission.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For=192.0.2.7",
                "X-Forwarded-Proto=https",
                "Origin=https://news.example",
                "Accept=application/json",
                "Accept=text/html, */*;q=0.1",
                "Cookie=greenroom=somebody",
                "Authorization=Bearer grm_nobody",
                "Receipt=none"
            })
    void acceptsAsTheOrdinaryWayDoes(String header) {
        var parts = header.split("=", 2);
        saysTheSame(bytes(aSubmission()), bytes(aSubmission()), Map.of(parts[0], parts[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "null",
                "[]",
                "\"text\"",
                "{\"name\": 7}",
                "{\"name\": \"A\", \"name\": \"B\"}",
                "{\"thread\": {\"key\": \"a\"}, \"name\": \"\\u0000\", \"email\": \"x\", \"body\": \"b\", \"locale\": \"??\"}",
                "{\"thread\": {\"key\": \"a\", \"url\": \"https://elsewhere.example\"}} x",
                "{\"parent\": \"0\"}"
            })
    void refusesAsTheOrdinaryWayDoes(String body) {
        saysTheSame(body.getBytes(UTF_8), body.getBytes(UTF_8), Map.of());
    }

    @Test
    void refusesWhatIsNoUtf8AsTheOrdinaryWayDoes() {
        var broken = new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'};

        saysTheSame(broken, broken, Map.of());
    }

    @Test
    void refusesTheSameTextTwiceAsTheOrdinaryWayDoes() {
        var submission = bytes(aSubmission());
        assertThat(says(DIRECT, submission, Map.of()).status()).isEqualTo(202);

        saysTheSame(submission, submission, Map.of());
    }

    @Test
    void repeatsItsAnswerToTheSameKeyAsTheOrdinaryWayDoes() {
        var submission = bytes(aSubmission());
        var key = Map.of("Idempotency-Key", newThread());
        assertThat(says(DIRECT, submission, key).headers()).doesNotContain("idempotent-replayed");

        saysTheSame(submission, submission, key);
        assertThat(says(DIRECT, submission, key).headers()).contains("idempotent-replayed: [true]");
        saysTheSame(bytes(aSubmission()), bytes(aSubmission()), key);
    }

    @Test
    void takesWhatTheWidgetSends() {
        assertThat(direct.takes(MockServerHttpRequest.post(COMMENTS)
                        .header(HttpHeaders.CONTENT_TYPE, "application/json; charset=UTF-8")
                        .header(HttpHeaders.ORIGIN, ORIGIN)
                        .header("Idempotency-Key", "one")
                        .build()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/sites/demo/comments, X-A, application/json",
        "POST, /api/v1/sites/demo/comments?thread=a, X-A, application/json",
        "POST, /api/v1/sites/nowhere/comments, X-A, application/json",
        "POST, /api/v1/sites/comments, X-A, application/json",
        "POST, /api/v1/sites/demo/counts, X-A, application/json",
        "POST, /api/v1/sites/demo/comments, Content-Type, text/plain",
        "POST, /api/v1/sites/demo/comments, Content-Type, application/json;charset=utf-16",
        "POST, /api/v1/sites/demo/comments, Origin, https://elsewhere.example",
        "POST, /api/v1/sites/demo/comments, Origin, null",
        "POST, /api/v1/sites/demo/comments, Idempotency-Key, two words"
    })
    void leavesTheRestToTheOrdinaryWay(String method, String path, String name, String value) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, DIRECT);
        headers.set(name, value);
        var request =
                MockServerHttpRequest.method(HttpMethod.valueOf(method), path).headers(headers);

        assertThat(direct.takes(request.build())).isFalse();
    }
}
