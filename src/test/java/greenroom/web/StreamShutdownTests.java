package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.EventReader;
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
}
