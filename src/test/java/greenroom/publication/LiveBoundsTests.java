package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.service.EventReader;
import greenroom.service.Reader;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Streams are heard of, and there are only so many. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "greenroom.data-dir=${test.folder}/streams",
            "greenroom.streams.total=4",
            "greenroom.streams.per-address=3",
            "greenroom.streams.heartbeat=500ms"
        })
class LiveBoundsTests extends WindowTest {
    private static final String EVENTS = "/api/v1/sites/{site}/events?thread={thread}";

    @Autowired
    private MeterRegistry meters;

    private final String thread = newThread();
    private final ArrayList<EventReader> streams = new ArrayList<>();

    private void opens(WebTestClient client) {
        streams.add(EventReader.at(client, EVENTS, "demo", thread));
    }

    @AfterEach
    void closeAll() {
        streams.forEach(EventReader::close);
        await().atMost(PATIENCE).until(() -> open() == 0);
    }

    private double open() {
        return meters.get("greenroom.streams.open").gauge().value();
    }

    @Test
    void aSilentStreamIsHeardOf() {
        opens(http);
        for (int i = 0; i < 3; i++) {
            assertThat(streams.get(0).next().comment()).isEqualTo("still here");
        }
    }

    @Test
    void anAddressHasItsShareAndAllTogetherTheirs() {
        var one = clientFrom("127.0.0.2");
        var other = clientFrom("127.0.0.3");
        var third = clientFrom("127.0.0.4");
        for (int i = 0; i < 3; i++) {
            opens(one);
        }
        var refused = one.get().uri(EVENTS, "demo", thread).exchange();
        refused.expectHeader().valueMatches("Retry-After", "[1-9][0-9]*");
        assertThat(Reader.problem(refused, 429)).isEqualTo("rate-limited");

        opens(other);
        assertThat(Reader.problem(third.get().uri(EVENTS, "demo", thread).exchange(), 503))
                .isEqualTo("overloaded");

        streams.remove(0).close();
        await().atMost(PATIENCE).until(() -> open() == 3);
        opens(third);
    }

    @Test
    void aReaderWhoTakesNothingIsCutOff() throws IOException {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream()
                    .write(("GET /api/v1/sites/demo/events?thread=" + thread + " HTTP/1.1\r\nHost: localhost:" + port
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            await().atMost(PATIENCE).until(() -> open() == 1);
            var cut = meters.get("greenroom.streams.cut").counter();
            var before = cut.count();
            opens(http);

            var told = 0;
            while (cut.count() == before && told++ < 2000) {
                shelf.puts(aComment(thread).saying("x".repeat(10_000)));
                streams.get(0).hears("published");
            }

            assertThat(cut.count()).isEqualTo(before + 1);
            await().atMost(PATIENCE).until(() -> open() == 1);
        }
    }
}
