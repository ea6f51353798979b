package greenroom.submission;

import static greenroom.service.Submissions.aSubmission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader.Comment;
import greenroom.service.RunningService;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.node.NullNode;

/** Who fills the field that people never see meets no difference, whatever they try. */
class HoneypotTests extends RunningService {
    @Test
    void landsInSpam() {
        var comment = reader.submits(aSubmission().with("website", "https://buy.example"));

        assertThat(store.statusOf(comment.id())).isEqualTo("spam");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void doesNotMindAnEmptyField(String website) {
        var comment = reader.submits(aSubmission().with("website", website));

        assertThat(store.statusOf(comment.id())).isEqualTo("pending");
    }

    @Test
    void answersAsItAnswersPeople() {
        assertThat(journey("https://buy.example")).isEqualTo(journey(""));
    }

    /** All that can be seen of a comment's life, but for ids, times and what is random. */
    private List<String> journey(String website) {
        var seen = new ArrayList<String>();
        var thread = newThread();
        var submission = aSubmission().to(thread).with("website", website).from("same@example.org");
        var first = reader.tries(submission);
        seen.add(plain(first));
        var comment = comment(first, thread);
        seen.add(plain(reader.tries(submission)));
        seen.add(plain(reader.triesToLookAt(comment)));
        seen.add(plain(reader.edits(comment, "Better said.")));
        seen.add(plain(reader.tries(submission.saying("Better said."))));
        seen.add(plain(reader.edits(comment, "x")));
        seen.add(plain(reader.tries(aSubmission().to(thread).answering(comment.id()))));
        store.age(comment.id(), "16 minutes");
        seen.add(plain(reader.edits(comment, "Too late.")));
        seen.add(plain(reader.triesToLookAt(comment)));
        seen.add(plain(reader.triesToWithdraw(comment)));
        seen.add(plain(reader.triesToLookAt(comment)));
        seen.add(plain(reader.triesToWithdraw(comment)));
        seen.add(plain(reader.tries(submission.saying("Better said."))));
        return seen;
    }

    private static Comment comment(ResponseSpec answer, String thread) {
        var body = body(answer);
        return new Comment(field(body, "id"), field(body, "receipt"), thread, NullNode.instance);
    }

    private static String field(String body, String name) {
        return body.replaceAll("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    private static String body(ResponseSpec answer) {
        var bytes = answer.returnResult(byte[].class).getResponseBodyContent();
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    private static String plain(ResponseSpec answer) {
        var result = answer.expectBody().returnResult();
        var bytes = result.getResponseBodyContent();
        var headers = new HttpHeaders();
        headers.putAll(result.getResponseHeaders());
        List.of("X-Request-Id", "Date", "RateLimit").forEach(headers::remove);
        return result.getStatus().value() + " " + headers + " "
                + (bytes == null ? "" : new String(bytes, UTF_8))
                        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
                        .replaceAll("[0-9-]{10}T[0-9:.]+Z", "TIME")
                        .replaceAll("\"receipt\":\"[^\"]+\"", "RECEIPT");
    }
}
