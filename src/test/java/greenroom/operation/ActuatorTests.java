package greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What actuator shows to whoever reaches its port, as long as no operator has opened more. */
class ActuatorTests extends Operated {
    private JsonNode get(String path) {
        return Reader.body(actuator().get().uri(path).exchange().expectStatus().isOk());
    }

    @Test
    void hasTheseEndpointsAndNoOthers() {
        assertThat(get("/actuator").path("_links").propertyNames())
                .containsExactlyInAnyOrder(
                        "self", "health", "health-path", "info", "prometheus", "queue", "sbom", "sbom-id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "beans", "configprops", "heapdump", "threaddump", "shutdown", "mappings", "metrics"})
    void hasNothingElseUnderItsUsualName(String name) {
        assertThat(status(actuator(), HttpMethod.GET, "/actuator/" + name)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loggers", "loggers/greenroom", "caches", "caches/threads"})
    void hasNotWhatOperatorsWorkUntilTheyAskForIt(String name) {
        for (var method : List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE)) {
            assertThat(status(actuator(), method, "/actuator/" + name)).isEqualTo(404);
        }
    }

    @Test
    void tellsStatesWithoutDetails() {
        assertThat(get("/actuator/health").propertyNames()).containsExactlyInAnyOrder("status", "groups");
        assertThat(get("/actuator/health/readiness").propertyNames()).containsExactly("status");
        actuator()
                .get()
                .uri("/actuator/health/database")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void refusesAWrongTokenWhateverIsAskedFor() {
        var answer = actuator()
                .get()
                .uri("/actuator/health")
                .header("Authorization", "Bearer anything")
                .exchange();

        answer.expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer realm=\"greenroom\"");
    }

    @Test
    void tellsWhichVersionOfWhatRuns() {
        var info = get("/actuator/info");

        assertThat(info.path("build").path("version").asString()).isNotEmpty();
        assertThat(info.path("java").path("version").asString())
                .startsWith(Integer.toString(Runtime.version().feature()));
        assertThat(info.path("schema").asString())
                .isEqualTo(store.text("SELECT max(version::integer)::text FROM flyway_schema_history WHERE success"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/health", "/info", "/prometheus", "/queue", "/loggers", "/caches"})
    void isNotOnThePortOfReaders(String path) {
        var withToken = unchecked()
                .mutate()
                .defaultHeader("Authorization", "Bearer anything")
                .build();

        assertThat(status(unchecked(), HttpMethod.GET, "/actuator" + path)).isEqualTo(404);
        assertThat(status(withToken, HttpMethod.GET, "/actuator" + path)).isEqualTo(404);
    }

    private static int status(WebTestClient client, HttpMethod method, String path) {
        return client.method(method)
                .uri(path)
                .exchange()
                .expectBody()
                .returnResult()
                .getStatus()
                .value();
    }
}
