package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.service.EventReader;
import greenroom.service.RawConnection;
import greenroom.service.RunningService;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A service that stops sends its streams away first. */
@DirtiesContext
@TestPropertySource(properties = "greenroom.data-dir=${test.folder}/stopping")
class StreamShutdownTests extends RunningService {
    private static final String EVENTS = "/api/v1/sites/demo/events?thread={thread}";

    @Autowired
    private EventStreams streams;

    @Test
    void streamsEndWithAHintWhenToComeBackAndNobodyNewIsLetIn() throws Exception {
        try (var stream = EventReader.at(http, EVENTS, newThread())) {
            var stopped = new CompletableFuture<Void>();
            streams.stop(() -> stopped.complete(null));

            var farewell = stream.next();
            assertThat(farewell.comment()).isEqualTo("come back");
            assertThat(farewell.retry()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(10));
            stream.awaitsItsEnd();
            stopped.get(20, TimeUnit.SECONDS);
            http.get().uri(EVENTS, newThread()).exchange().expectStatus().isEqualTo(503);
        }

        streams.start();
        try (var stream = EventReader.at(http, EVENTS, newThread())) {
            assertThat(stream)
                    .as("a service that was only paused lets readers in again")
                    .isNotNull();
        }
    }

    @Test
    void aStreamThatWasAboutToBeginWhenTheServiceStoppedIsToldSoToo() throws Exception {
        try (var other = store.connect();
                var lock = other.createStatement();
                var stream = new RawConnection(port)) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE comment IN ACCESS EXCLUSIVE MODE");
            stream.send("GET /api/v1/sites/demo/events?thread=" + newThread() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            await().until(() -> store.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
            var stopped = new CompletableFuture<Void>();

            streams.stop(() -> stopped.complete(null));
            other.rollback();

            stopped.get(20, TimeUnit.SECONDS);
            assertThat(stream.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .untilClosed())
                    .contains(": come back");
        } finally {
            streams.start();
        }
    }
}
