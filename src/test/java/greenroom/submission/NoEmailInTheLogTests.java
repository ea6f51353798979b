package greenroom.submission;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Forms;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** However much the libraries tell, none of them tells an email or a receipt. */
@ExtendWith(OutputCaptureExtension.class)
class NoEmailInTheLogTests extends RunningService {
    private static final List<String> TALKATIVE =
            List.of("org.springframework", "io.r2dbc", "reactor.netty.http.server", "greenroom", "tools.jackson");
    private static final String CANARY = "canary.Zq7x+tweety@gilded-cage.example.com";

    @Autowired
    LoggingSystem logging;

    @BeforeEach
    void tellAll() {
        TALKATIVE.forEach(name -> logging.setLogLevel(name, LogLevel.TRACE));
    }

    @AfterEach
    void tellAsMuchAsBefore() {
        TALKATIVE.forEach(name -> logging.setLogLevel(name, null));
    }

    @Test
    void holdsNoTraceOfThem(CapturedOutput log) throws Exception {
        var submission = aSubmission().from(CANARY);
        var json = JsonMapper.shared();
        var comment = json.readTree(sends(json(submission), 202));
        sends(json(submission), 202);
        sends(json(submission.named("Another")), 422);
        sends(json(submission.saying("x")), 422);
        sends(json(submission.from(CANARY + "@")), 422);
        sends("{\"email\": \"" + CANARY + "\", \"email\": 1}", 400);
        sends("{\"email\": \"" + CANARY, 400);
        sends("{\"email\": {\"" + CANARY + "\": 1}}", 400);
        sends(Forms.aForm().with("email", CANARY).encoded(), 200);
        sends(Forms.aForm().with("email", CANARY).with("body", "").encoded(), 422);
        sends(Forms.aForm().with("email", CANARY).encoded() + "&x=%", 400);
        var receipt = comment.path("receipt").asString();
        asks("GET", comment.path("id").asString(), receipt, "", 200);
        asks("PATCH", comment.path("id").asString(), receipt, "{\"body\": \"Better said.\"}", 200);
        asks("DELETE", comment.path("id").asString(), receipt, "", 204);

        assertThat(log.getAll()).contains("TRACE", "DEBUG", "INSERT INTO comment");
        assertThat(log.getAll()).doesNotContainIgnoringCase(traces());
        assertThat(log.getAll()).doesNotContain(receipt, "canary-key");
    }

    private static String json(Submissions submission) {
        return JsonMapper.shared().writeValueAsString(submission.json());
    }

    /** By the JDK's client, for Spring's would log by itself what it sends. */
    private String sends(String body, int status) throws Exception {
        var type = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
        var request = request("/api/v1/sites/demo/comments").header("Content-Type", type);
        return send(
                type.endsWith("json") ? request.header("Idempotency-Key", "canary-key") : request,
                "POST",
                body,
                status);
    }

    private void asks(String method, String id, String receipt, String body, int status) throws Exception {
        var request = request("/api/v1/submissions/" + id).header("Receipt", receipt);
        send(request.header("Content-Type", "application/json"), method, body, status);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static String send(HttpRequest.Builder request, String method, String body, int status) throws Exception {
        var answer = HttpClient.newHttpClient()
                .send(request.method(method, BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer.body();
    }

    @Test
    void wouldBeFoundHere(CapturedOutput log) {
        LoggerFactory.getLogger("greenroom.leak").info("A leak, planted: {}", CANARY);

        assertThat(log.getAll()).containsIgnoringCase(traces()[0]);
    }

    /** The address, its parts, and what is made of it without a key. */
    private static String[] traces() {
        var traces = new ArrayList<>(List.of("Zq7x", "tweety", URLEncoder.encode(CANARY, StandardCharsets.UTF_8)));
        for (String text : List.of(CANARY, CANARY.toLowerCase(Locale.ROOT))) {
            traces.add(Base64.getEncoder()
                    .encodeToString(text.getBytes(StandardCharsets.UTF_8))
                    .substring(0, 40));
            for (String digest : List.of("MD5", "SHA-1", "SHA-256")) {
                traces.add(digest(digest, text));
            }
        }
        return traces.toArray(String[]::new);
    }

    private static String digest(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
