package greenroom.web;

import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Forms;
import greenroom.service.RunningService;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Mono;

/** Which types are taken, and which are given. */
class MediaTypeTests extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String COPY = "/api/v1/submissions/01936f6e-8a4b-7c3d-9e2f-0123456789ab";

    private ResponseSpec posts(Map<String, String> headers) {
        return http.post()
                .uri(COMMENTS)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(aSubmission().json())
                .exchange();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/json",
                "application/xml",
                "application/octet-stream",
                "application/json-patch+json",
                "application/problem+json",
                "application/jsonp",
                "multipart/form-data; boundary=x",
                "Multipart/Form-Data",
                "multipart/mixed; boundary=x",
                "application/*",
                "*/*"
            })
    void takesNoOtherType(String type) {
        for (String path : List.of(COMMENTS, COPY)) {
            var answer = unchecked()
                    .method(path.equals(COPY) ? HttpMethod.PATCH : HttpMethod.POST)
                    .uri(path)
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .bodyValue(new byte[] {'{', '}'})
                    .exchange();
            assertThat(problem(answer, 415)).isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void takesNoBodyWithoutAType() {
        var answer = unchecked()
                .post()
                .uri(COMMENTS)
                .body((output, context) ->
                        output.writeWith(Mono.just(output.bufferFactory().wrap(new byte[] {'{', '}'}))))
                .exchange();

        assertThat(problem(answer, 415)).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br", "x"})
    void inflatesNothing(String encoding) {
        assertThat(problem(posts(Map.of("Content-Encoding", encoding)), 415)).isEqualTo("unsupported-media-type");
        assertThat(problem(
                        http.get()
                                .uri(COPY)
                                .header("Content-Encoding", encoding)
                                .exchange(),
                        415))
                .isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/*",
                "image/png, text/css;q=0.5",
                "application/xml",
                "application/json;q=0",
                "*/*;q=0",
                "*/*, application/json;q=0, application/problem+json;q=0.0",
                "nonsense",
                "application/*;q=0"
            })
    void hasNothingButJson(String accept) {
        var thread = newThread();
        var answer = http.post()
                .uri(COMMENTS)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCEPT, accept)
                .bodyValue(aSubmission().to(thread).json())
                .exchange();

        assertThat(problem(answer, 406)).isEqualTo("not-acceptable");
        assertThat(store.commentsIn(thread)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=UTF-8",
                "application/problem+json",
                "text/html, */*;q=0.1",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "text/html;q=1.0, application/json;q=0.001",
                "*/*;q=0, application/json",
                ""
            })
    void hasJsonForWhoTakesIt(String accept) {
        posts(Map.of("Accept", accept))
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON);
    }

    @Test
    void readsAcceptOnSeveralLines() {
        http.post()
                .uri(COMMENTS)
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCEPT, "text/html", "application/json")
                .bodyValue(aSubmission().json())
                .exchange()
                .expectStatus()
                .isAccepted();
    }

    @Test
    void hasAPageForAFormWhateverItTakes() {
        for (String type :
                List.of("application/x-www-form-urlencoded", "Application/X-WWW-Form-URLencoded; charset=utf-8")) {
            http.post()
                    .uri(COMMENTS)
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .header(HttpHeaders.ACCEPT, "text/html")
                    .bodyValue(Forms.aForm().encoded().getBytes(StandardCharsets.US_ASCII))
                    .exchange()
                    .expectStatus()
                    .isOk();
        }
    }

    @Test
    void doesNotReadAnEndlessAccept() {
        var thread = newThread();
        posts(Map.of("Accept", "text/plain;q=0.1, ".repeat(49) + "application/json"))
                .expectStatus()
                .isAccepted();

        for (String type : List.of("application/json", "application/x-www-form-urlencoded")) {
            var answer = http.post()
                    .uri(COMMENTS)
                    .header(HttpHeaders.CONTENT_TYPE, type)
                    .header(HttpHeaders.ACCEPT, "text/plain;q=0.1, ".repeat(400) + "*/*")
                    .bodyValue(
                            type.endsWith("json")
                                    ? "{}"
                                    : Forms.aForm().with("thread", thread).encoded())
                    .exchange();
            answer.expectStatus().isEqualTo(406);
        }
        assertThat(store.commentsIn(thread)).isZero();
    }
}
