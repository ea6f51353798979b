package greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;

/** Listens to a stream of events, which it opened with its greeting. */
public final class EventReader implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<ServerSentEvent<JsonNode>> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpHeaders headers;
    private final Disposable listening;

    private EventReader(WebTestClient http, String uri, Object... variables) {
        var answer = http.get()
                .uri(uri, variables)
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {});
        headers = answer.getResponseHeaders();
        listening = answer.getResponseBody().doFinally(how -> end.countDown()).subscribe(heard::add, failure -> {});
    }

    public static EventReader at(WebTestClient http, String uri, Object... variables) {
        var reader = new EventReader(http, uri, variables);
        var greeting = reader.next();
        assertThat(Objects.requireNonNull(greeting.retry())).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
        return reader;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** Whatever comes next, heartbeats too. */
    public ServerSentEvent<JsonNode> next() {
        try {
            return Objects.requireNonNull(heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing was heard");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The data of the next event, which must be of this name. */
    public JsonNode hears(String name) {
        var event = next();
        while (event.event() == null) {
            event = next();
        }
        assertThat(event.event()).isEqualTo(name);
        return Objects.requireNonNull(event.data());
    }

    /** What was heard and not asked for, null if nothing. */
    public @Nullable ServerSentEvent<JsonNode> pending() {
        return heard.peek();
    }

    public void awaitsItsEnd() throws InterruptedException {
        assertThat(end.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        listening.dispose();
    }
}
