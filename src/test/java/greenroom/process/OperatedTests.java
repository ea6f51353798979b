package greenroom.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One process whose operator asked for all there is: a token, log levels, caches, JSON logs, and traces of everything. */
class OperatedTests {
    private static final String TOKEN = "Bearer operators-own-0123456789";
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String EMAIL = "zz.canary.7f3a@example.org";
    private static final String NAME = "Qurratulain Canary";
    private static final String BODY = "The nightingale canary sings at the lake.";
    private static final JsonMapper json = new JsonMapper();

    @TempDir
    static Path folder;

    private static SpanCollector collector;
    private static ServiceProcess service;

    @BeforeAll
    static void start() {
        collector = SpanCollector.started();
        service = ServiceProcess.started(
                folder,
                "--greenroom.actuator.token=operators-own-0123456789",
                "--management.endpoint.loggers.access=unrestricted",
                "--management.endpoint.caches.access=unrestricted",
                "--logging.structured.format.console=ecs",
                "--greenroom.tracing.endpoint=" + collector.endpoint(),
                "--greenroom.tracing.sampling=1");
    }

    @AfterAll
    static void stop() {
        service.close();
        collector.close();
    }

    private static JsonNode seen(String path) throws IOException, InterruptedException {
        var answer = service.actuator("GET", path, "", "Authorization", TOKEN);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return ServiceProcess.json(answer);
    }

    @Test
    void showsTheStateOfEachPart() throws IOException, InterruptedException {
        var health = seen("/actuator/health");

        assertThat(health.path("components").propertyNames())
                .contains("database", "announcements", "disk", "keyset", "livenessState", "readinessState");
        assertThat(health.path("components")
                        .path("keyset")
                        .path("details")
                        .path("file")
                        .asString())
                .isEqualTo("in use");
        assertThat(health.path("components")
                        .path("disk")
                        .path("details")
                        .path("freeBytes")
                        .asLong())
                .isPositive();
        assertThat(health.path("components")
                        .path("database")
                        .path("details")
                        .path("connectionsInUse")
                        .isNumber())
                .isTrue();
        assertThat(seen("/actuator/health/readiness").path("components").propertyNames())
                .containsExactlyInAnyOrder("readinessState", "database", "announcements");
    }

    @Test
    void letsAnOperatorChangeALogLevel() throws IOException, InterruptedException {
        var path = "/actuator/loggers/greenroom.web.EventStreams";
        var type = new String[] {"Content-Type", "application/json", "Authorization", TOKEN};

        assertThat(service.actuator("POST", path, "{\"configuredLevel\":\"debug\"}", type)
                        .statusCode())
                .isEqualTo(204);
        assertThat(seen(path).path("effectiveLevel").asString()).isEqualTo("DEBUG");
        var stranger = service.actuator("POST", path, "{\"configuredLevel\":\"off\"}", "Content-Type", type[1]);
        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(seen(path).path("effectiveLevel").asString()).isEqualTo("DEBUG");
    }

    @Test
    void letsAnOperatorEmptyACache() throws IOException, InterruptedException {
        service.get(COMMENTS + "?thread=cached");
        service.get(COMMENTS + "?thread=cached");
        assertThat(seen("/actuator/caches/threads").path("answers").asLong()).isPositive();

        var emptied = service.actuator("DELETE", "/actuator/caches/threads", "", "Authorization", TOKEN);

        assertThat(emptied.statusCode()).isEqualTo(204);
        assertThat(seen("/actuator/caches")
                        .path("caches")
                        .path("threads")
                        .path("answers")
                        .asLong())
                .isZero();
        for (var path : List.of("/actuator/caches/feeds", "/actuator/caches", "/actuator/%63aches/feeds")) {
            assertThat(service.actuator("DELETE", path, "").statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(service.actuator("DELETE", "/actuator/caches/none", "", "Authorization", TOKEN)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tracesASubmissionThroughItsCommitToTheStatement() {
        submits("traced-1", "traced");

        var request = span("POST", "traced-1");
        service.await("the request's own trace is whole", () -> below(request).size() >= 1);
        var commit = below(request).get(0);
        service.await("its commit's too", () -> !below(commit).isEmpty());

        assertThat(commit.getName()).isEqualTo("commit");
        assertThat(commit.getTraceId()).isEqualTo(request.getTraceId());
        assertThat(request.getLinksList()).anyMatch(link -> link.getSpanId().equals(commit.getSpanId()));
        assertThat(below(commit)).extracting(Span::getName).contains("INSERT comment");
        assertThat(attribute(request, "http.route")).isEqualTo("/api/v1/sites/{site}/comments");
        assertThat(attribute(below(commit).get(0), "db.query.text")).contains("WITH input AS");
    }

    @Test
    void tracesADecisionToItsStatements() {
        var comment = submits("traced-2", "decided");
        Admin.signedIn(service).approves(comment);

        service.await(
                "the decision is traced",
                () -> collector.spans().stream()
                        .filter(span -> attribute(span, "http.route").equals("/api/v1/moderation/decisions"))
                        .anyMatch(span -> below(span).stream()
                                .anyMatch(below -> below.getName().equals("INSERT audit"))));
    }

    /** The loopback network is no proxy here. */
    @Test
    void doesNotGoOnWithAStrangersTrace() {
        service.post(
                COMMENTS,
                submission("traced-3"),
                "X-Request-Id",
                "traced-3",
                "traceparent",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        assertThat(span("POST", "traced-3").getParentSpanId().isEmpty()).isTrue();
    }

    @Test
    void tellsNoPersonInItsTracesAndLogs() throws IOException, InterruptedException {
        submits("canary-1", "canaries");
        service.post(COMMENTS, submission("canaries"), "X-Request-Id", "canary-2");
        service.post(COMMENTS, submission("canaries") + "}", "X-Request-Id", "canary-3");
        service.get("/api/v1/sites/demo/comments?thread=" + EMAIL.replace("@", "%40"));
        span("POST", "canary-2");
        span("POST", "canary-3");

        for (var content : List.of(collector.bytes(), service.log().getBytes(UTF_8))) {
            assertThat(Traces.of(List.of(EMAIL), "zz.canary.7f3a").in(content)).isEmpty();
            assertThat(new String(content, UTF_8))
                    .doesNotContain("Qurratulain")
                    .doesNotContain("nightingale")
                    .doesNotContain("127.0.0.1:");
        }
    }

    @Test
    void writesEachLineAsJsonAndEachOfARequestWithItsId() {
        service.get("/nothing-here");
        service.post("/api/v1/session", "{}", "X-Request-Id", "refused-1");
        service.await("both are logged", () -> service.log().contains("POST /api/v1/session 403"));

        var lines = service.log().lines().map(json::readTree).toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("ecs").path("version").asString()).isNotEmpty();
            assertThat(line.path("@timestamp").asString()).isNotEmpty();
        });
        assertThat(lines.stream().filter(line -> logger(line).equals("greenroom.access")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(id(line)).isNotEmpty());
        assertThat(lines.stream()
                        .filter(line -> id(line).equals("refused-1"))
                        .map(OperatedTests::logger)
                        .collect(Collectors.toSet()))
                .contains("greenroom.access", "greenroom.moderator.Refusals");
    }

    private static String logger(JsonNode line) {
        return line.path("log").path("logger").asString();
    }

    private static String id(JsonNode line) {
        return line.path("http").path("request").path("id").asString("");
    }

    private static String submission(String thread) {
        return "{\"thread\":{\"key\":\"%s\"},\"name\":\"%s\",\"email\":\"%s\",\"body\":\"%s\"}"
                .formatted(thread, NAME, EMAIL, BODY);
    }

    private static JsonNode submits(String requestId, String thread) {
        var answer = service.post(COMMENTS, submission(thread), "X-Request-Id", requestId);
        assertThat(answer.statusCode()).isEqualTo(202);
        return ServiceProcess.json(answer);
    }

    /** Of the request with that id, once it has come. */
    private static Span span(String method, String requestId) {
        service.await(
                "the span of " + requestId, () -> !spans(method, requestId).isEmpty());
        return spans(method, requestId).get(0);
    }

    private static List<Span> spans(String method, String requestId) {
        return collector.spans().stream()
                .filter(span -> span.getName().equals(method)
                        && attribute(span, "http.request.id").equals(requestId))
                .toList();
    }

    private static List<Span> below(Span parent) {
        return collector.spans().stream()
                .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
                .toList();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
    }
}
