package greenroom.submission;

import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader.Comment;
import greenroom.service.RunningService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Who may see an own copy, and from which pages. */
class ReceiptTests extends RunningService {
    private String statusAndVersion(Comment comment) {
        return String.valueOf(
                store.text("SELECT status || ' ' || version FROM comment WHERE id = ?::uuid", comment.id()));
    }

    private static final List<HttpMethod> METHODS = List.of(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE);

    private ResponseSpec asks(HttpMethod method, String id, Map<String, String> headers) {
        return asks(http, method, id, headers);
    }

    private static ResponseSpec asks(WebTestClient http, HttpMethod method, String id, Map<String, String> headers) {
        var request = http.method(method)
                .uri("/api/v1/submissions/{id}", id)
                .header("X-Request-Id", "the-same")
                .headers(all -> headers.forEach(all::set));
        return method.equals(HttpMethod.PATCH)
                ? request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Map.of("body", "Another text."))
                        .exchange()
                : request.exchange();
    }

    @Test
    void isAnswerToNobodyWithoutItsReceipt() {
        var comment = reader.submits(aSubmission());
        var other = reader.submits(aSubmission());
        var last = comment.receipt().charAt(42) == 'A' ? "B" : "A";
        var wrong = List.<Map<String, String>>of(
                Map.of(),
                Map.of("Receipt", ""),
                Map.of("Receipt", other.receipt()),
                Map.of("Receipt", comment.receipt() + "A"),
                Map.of("Receipt", comment.receipt().substring(1)),
                Map.of("Receipt", comment.receipt().substring(0, 42) + last));

        for (HttpMethod method : METHODS) {
            var unknown = plain(asks(method, UUID.randomUUID().toString(), Map.of("Receipt", comment.receipt())));
            assertThat(unknown).startsWith("404");
            for (var headers : wrong) {
                assertThat(plain(asks(method, comment.id(), headers))).isEqualTo(unknown);
            }
        }
        assertThat(statusAndVersion(comment)).isEqualTo("pending 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "1-1-1-1-1", "01936f6e8a4b7c3d9e2f0123456789ab"})
    void isNotFoundByWhatIsNoId(String id) {
        for (HttpMethod method : METHODS) {
            assertThat(problem(asks(method, id, Map.of("Receipt", "x")), 404)).isEqualTo("not-found");
        }
    }

    private static String plain(ResponseSpec answer) {
        var result = answer.expectBody(String.class).returnResult();
        var headers = new HttpHeaders();
        headers.putAll(result.getResponseHeaders());
        headers.remove("Date");
        return result.getStatus().value() + " " + headers + " "
                + String.valueOf(result.getResponseBody()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID");
    }

    @Test
    void isNotFoundTwiceOver() throws Exception {
        var comment = reader.submits(aSubmission());
        for (String id : List.of(comment.id(), UUID.randomUUID().toString())) {
            var answer = http.get()
                    .uri("/api/v1/submissions/{id}", id)
                    .header("Receipt", comment.receipt(), comment.receipt())
                    .exchange();
            assertThat(problem(answer, 400)).isEqualTo("malformed-request");
        }
    }

    @Test
    void isShownToItsOwnSitesPagesOnly() {
        var foreign = newSite("{}", "https://foreign.example");
        assertThat(siteNamed(foreign)).isPresent();
        var comment = reader.submits(aSubmission());
        var receipt = comment.receipt();

        for (HttpMethod method : METHODS) {
            var refused = asks(method, comment.id(), Map.of("Receipt", receipt, "Origin", "https://foreign.example"));
            refused.expectHeader().doesNotExist("Access-Control-Allow-Origin");
            assertThat(problem(refused, 403)).isEqualTo("origin-not-allowed");
        }
        assertThat(statusAndVersion(comment)).isEqualTo("pending 1");
        asks(HttpMethod.GET, comment.id(), Map.of("Receipt", receipt, "Origin", ORIGIN))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Access-Control-Allow-Origin", ORIGIN);
    }

    @Test
    void tellsAForeignPageNothingOfTheReceipt() {
        newSite("{}", "https://stranger.example");
        var comment = reader.submits(aSubmission());

        assertThat(problem(
                        asks(
                                HttpMethod.GET,
                                comment.id(),
                                Map.of("Receipt", "x", "Origin", "https://stranger.example")),
                        404))
                .isEqualTo("not-found");
    }

    @Test
    void isNeverStoredByAnybodyOnItsWay() {
        var comment = reader.submits(aSubmission());

        reader.triesToLookAt(comment).expectHeader().valueEquals("Cache-Control", "no-store");
        reader.edits(comment, "Another text.").expectHeader().valueEquals("Cache-Control", "no-store");
        reader.triesToWithdraw(comment).expectHeader().valueEquals("Cache-Control", "no-store");
    }

    @Test
    void keepsItsReceiptOnlyAsADigest() {
        var comment = reader.submits(aSubmission());

        assertThat(store.text(
                        "SELECT encode(receipt_hash, 'hex') = encode(sha256(convert_to(?, 'UTF8')), 'hex')"
                                + " FROM comment WHERE id = ?::uuid",
                        comment.receipt(),
                        comment.id()))
                .isEqualTo("t");
        assertThat(comment.receipt()).matches("[A-Za-z0-9_-]{43}");
    }
}
