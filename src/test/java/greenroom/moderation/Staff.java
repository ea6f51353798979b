package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Somebody of the staff with an API token, over HTTP. */
public final class Staff {
    private final WebTestClient http;
    private final String token;

    public Staff(WebTestClient http, String token) {
        this.http = http;
        this.token = token;
    }

    /** An answer's status and its JSON. */
    public record Answer(int status, JsonNode json) {
        /** The slug of the problem's type. */
        public String problem() {
            return json.path("type").asString().replace("urn:greenroom:problem:", "");
        }

        /** The codes of a 422, each after its pointer. */
        public List<String> errors() {
            return json.path("errors")
                    .valueStream()
                    .map(error -> error.path("pointer").asString() + " "
                            + error.path("code").asString())
                    .toList();
        }

        public Answer isOk() {
            assertThat(status).as(json.toString()).isEqualTo(200);
            return this;
        }
    }

    public Answer get(String path, Object... values) {
        return answer(http.get()
                .uri(path, values)
                .headers(all -> all.setBearerAuth(token))
                .exchange());
    }

    public Answer post(String path, Object body) {
        return send(HttpMethod.POST, path, body);
    }

    public Answer patch(String path, Object body) {
        return send(HttpMethod.PATCH, path, body);
    }

    public Answer put(String path, Object body, Object... values) {
        return send(HttpMethod.PUT, path, body, values);
    }

    public Answer delete(String path) {
        return answer(
                http.delete().uri(path).headers(all -> all.setBearerAuth(token)).exchange());
    }

    private Answer send(HttpMethod method, String path, Object body, Object... values) {
        return answer(http.method(method)
                .uri(path, values)
                .headers(all -> all.setBearerAuth(token))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange());
    }

    private static Answer answer(ResponseSpec spec) {
        var result = spec.expectBody(JsonNode.class).returnResult();
        var json = result.getResponseBody();
        return new Answer(result.getStatus().value(), json == null ? JsonNodeFactory.instance.nullNode() : json);
    }

    public static Map<String, Object> reason(String reason) {
        return Map.of("reason", Objects.requireNonNull(reason));
    }
}
