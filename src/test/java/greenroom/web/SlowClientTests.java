package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.json.JsonMapper;

/** Our guards before a server that answers whatever it is asked, with less patience than the service has. */
class SlowClientTests {
    private static final int MANY = 500;
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String ANSWER = "fine";

    private static DisposableServer server;

    @BeforeAll
    static void start() {
        var settings = new ProxySettings(List.of(), ProxySettings.ForwardedHeader.ANY, null, Duration.ofMillis(500));
        var shared = new EarlyRefusals.Shared(List.of(), new ClientAddress(settings), JsonMapper.shared());
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnChannelInit((observer, channel, remote) -> HttpWire.guard(channel, settings, shared))
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString()
                        .then(Mono.defer(() -> response.header("Content-Length", Integer.toString(ANSWER.length()))
                                .sendString(Mono.just(ANSWER))
                                .then())))
                .bindNow();
    }

    @AfterAll
    static void stop() {
        server.disposeNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHos",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123"
            })
    void fiveHundredWhoStopHalfWayAreLeftAndKeepNobodyWaiting(String half) throws IOException {
        var slow = new ArrayList<RawConnection>();
        for (int i = 0; i < MANY; i++) {
            slow.add(new RawConnection(server.port()).send(half));
        }

        try (var another = new RawConnection(server.port())) {
            assertThat(another.send(REQUEST).answer()).startsWith("HTTP/1.1 200");
        }

        for (RawConnection connection : slow) {
            assertThat(connection.untilClosed()).isEmpty();
            connection.close();
        }
    }

    @Test
    void answersTenThousandThatWereAskedAtOnceOneAfterTheOther() throws IOException {
        try (var connection = new RawConnection(server.port())) {
            var asked = CompletableFuture.runAsync(() -> asks(connection, REQUEST.repeat(10_000)));
            for (int i = 0; i < 10_000; i++) {
                assertThat(connection.answer()).startsWith("HTTP/1.1 200").endsWith(ANSWER);
            }
            asked.join();
        }
    }

    private static void asks(RawConnection connection, String requests) {
        try {
            connection.send(requests);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
