package greenroom.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A reader of an article page: submits, looks, and keeps the receipt. */
public final class Reader {
    private final WebTestClient http;
    private final String site;

    public Reader(WebTestClient http, String site) {
        this.http = http;
        this.site = site;
    }

    /** A comment that was accepted, as the 202 told of it. */
    public record Comment(String id, String receipt, String thread, JsonNode answer) {}

    public ResponseSpec tries(Submissions submission) {
        return tries(submission, Map.of());
    }

    public ResponseSpec tries(Submissions submission, Map<String, String> headers) {
        return http.post()
                .uri("/api/v1/sites/{site}/comments", site)
                .contentType(MediaType.APPLICATION_JSON)
                .headers(all -> headers.forEach(all::set))
                .bodyValue(submission.json())
                .exchange();
    }

    public Comment submits(Submissions submission) {
        return submits(submission, Map.of());
    }

    public Comment submits(Submissions submission, Map<String, String> headers) {
        var answer = body(tries(submission, headers).expectStatus().isAccepted());
        var thread = (Map<?, ?>) Objects.requireNonNull(submission.json().get("thread"));
        return new Comment(
                answer.path("id").asString(),
                answer.path("receipt").asString(),
                String.valueOf(thread.get("key")),
                answer);
    }

    public ResponseSpec triesToLookAt(Comment comment) {
        return http.get()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .exchange();
    }

    public ResponseSpec edits(Comment comment, String body) {
        return http.patch()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("body", body))
                .exchange();
    }

    public ResponseSpec triesToWithdraw(Comment comment) {
        return http.delete()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .exchange();
    }

    /** The author's own copy. */
    public JsonNode looksAt(Comment comment) {
        return body(http.get()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .exchange()
                .expectStatus()
                .isOk());
    }

    public void withdraws(Comment comment) {
        http.delete()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    /** What readers see of a thread, replies after what they answer, each as its html. */
    public List<String> sees(String thread) {
        var shown = new ArrayList<String>();
        reads(thread).path("comments").valueStream().forEach(comment -> gather(comment, shown));
        return shown;
    }

    private static void gather(JsonNode comment, List<String> shown) {
        shown.add(comment.path("html").asString());
        comment.path("replies").valueStream().forEach(reply -> gather(reply, shown));
    }

    /** The published thread, as JSON. */
    public JsonNode reads(String thread) {
        return body(http.get()
                .uri("/api/v1/sites/{site}/comments?thread={thread}", site, thread)
                .exchange()
                .expectStatus()
                .isOk());
    }

    /** The codes of the fields that are wrong, each with its pointer: {@code /name name-required}. */
    public static List<String> errors(ResponseSpec answer) {
        var errors = body(answer.expectStatus().isEqualTo(422)).path("errors");
        return errors.valueStream()
                .map(error -> error.path("pointer").asString() + " "
                        + error.path("code").asString())
                .toList();
    }

    /** The last word of a problem's type, which must be one of this status. */
    public static String problem(ResponseSpec answer, int status) {
        answer.expectStatus().isEqualTo(status).expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var type = body(answer).path("type").asString();
        return type.substring(type.lastIndexOf(':') + 1);
    }

    public static JsonNode body(ResponseSpec answer) {
        return Objects.requireNonNull(
                answer.expectBody(JsonNode.class).returnResult().getResponseBody());
    }
}
