package greenroom.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Both clients, against a server that says what the test wants. */
class ClientsTests {
    private static final String DECISIONS = "/api/v1/moderation/decisions";
    private static final String ONE =
            "{\"decisions\": [{\"id\": \"01936f6e-8a4b-7c3d-9e2f-0123456789ab\", \"version\": 1, \"to\": \"approved\"}]}";
    private static final String NONE = "{\"decisions\": []}";
    private static final String RIGHT = """
            {"results": [{"id": "01936f6e-8a4b-7c3d-9e2f-0123456789ab", "outcome": "applied", "status": "approved",
              "version": 2, "decidedBy": "sana"}]}
            """;
    private static final String LEAKING = RIGHT.replace("\"version\"", "\"email\": \"a@example.org\", \"version\"");

    private String answer = RIGHT;
    private DisposableServer server;

    @BeforeEach
    void start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void springsClientIsCheckedAndStillGetsItsBody() {
        springsClient()
                .post()
                .uri(DECISIONS)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ONE)
                .exchange()
                .expectBody()
                .jsonPath("$.results[0].decidedBy")
                .isEqualTo("sana");
    }

    @Test
    void springsClientFailsWithoutAnybodyLookingAtTheBody() {
        answer = LEAKING;
        var call = springsClient()
                .post()
                .uri(DECISIONS)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(ONE);
        assertThatThrownBy(call::exchange)
                .hasCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("property 'email'");
    }

    @Test
    void springsClientTellsWhatItSent() {
        var call = springsClient()
                .post()
                .uri(DECISIONS)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(NONE);
        assertThatThrownBy(call::exchange)
                .hasCauseInstanceOf(AssertionError.class)
                .hasMessageContaining("the request's body: /decisions");
    }

    @Test
    void theJdksClientIsChecked() {
        assertThatCode(() -> OpenApi.description().check(jdksClientSends(ONE), bytes(ONE)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OpenApi.description().check(jdksClientSends(NONE), bytes(NONE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the request's body: /decisions");

        answer = LEAKING;
        assertThatThrownBy(() -> OpenApi.description().check(jdksClientSends(ONE), bytes(ONE)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("property 'email'");
    }

    private WebTestClient springsClient() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + server.port())
                .filter(OpenApi.description().filter())
                .build();
    }

    private HttpResponse<byte[]> jdksClientSends(String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + DECISIONS))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        ExchangeBuilder.atTheDesk(request.method().name(), request.uri())
                .answers(200, "application/json", answer)
                .build()
                .answerHeaders()
                .forEach((name, values) -> response.header(name, values.get(0)));
        return request.receive().then(response.sendString(Mono.just(answer)).then());
    }
}
