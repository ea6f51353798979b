package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A stream waits for its client, but not for ever. */
class EventStreamTests {
    private static final ServerEvent GREETING = ServerEvent.retryAfter("open", 3000);
    private static final EventStream.Owner NOBODY = new EventStream.Owner() {
        @Override
        public void joined(EventStream stream) {}

        @Override
        public void left(EventStream stream) {}
    };

    private final AtomicInteger cuts = new AtomicInteger();
    private final EventStream stream = new EventStream(NOBODY, GREETING, cuts::incrementAndGet);
    private final Client client = new Client();

    private static final class Client extends BaseSubscriber<ServerEvent> {
        private final List<ServerEvent> taken = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // takes nothing until it is told to
        }

        @Override
        protected void hookOnNext(ServerEvent event) {
            taken.add(event);
        }

        @Override
        protected void hookOnComplete() {
            ended.complete(null);
        }
    }

    private static ServerEvent event(int number) {
        return ServerEvent.of("n", Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void greetsFirstWhateverIsToldMeanwhile() {
        stream.subscribe(client);
        var first = event(1);
        stream.tell(first);
        client.request(10);

        assertThat(client.taken).containsExactly(GREETING, first);
    }

    @Test
    void cutsAClientForWhomOneEventTooManyWaits() {
        stream.subscribe(client);
        client.request(1);
        IntStream.range(0, EventStream.MOST_WAITING).forEach(i -> stream.tell(event(i)));
        assertThat(cuts).hasValue(0);

        stream.tell(event(-1));
        assertThat(cuts).hasValue(1);
        stream.tell(event(-2));
        client.request(1000);
        assertThat(cuts).hasValue(1);
        assertThat(client.taken).containsExactly(GREETING);
    }

    @Test
    void cutsAClientThatTookNothingBetweenTwoHeartbeats() {
        stream.subscribe(client);
        client.request(1);
        stream.tell(event(1));
        stream.beat();
        client.request(1);
        stream.tell(event(2));
        stream.beat();
        assertThat(cuts).hasValue(0);

        stream.beat();
        assertThat(cuts).hasValue(1);
    }

    @Test
    void staysHeardOfWhileNothingHappens() {
        stream.subscribe(client);
        client.request(10);
        stream.beat();
        stream.beat();

        assertThat(client.taken).containsExactly(GREETING, ServerEvent.HEARTBEAT, ServerEvent.HEARTBEAT);
    }

    @Test
    void endsOnceItsLastWordIsTaken() {
        stream.subscribe(client);
        var farewell = ServerEvent.retryAfter("bye", 4000);
        stream.end(farewell);
        assertThat(client.ended).isNotDone();

        client.request(2);
        assertThat(client.taken).containsExactly(GREETING, farewell);
        assertThat(client.ended).isDone();
        stream.tell(event(1));
        assertThat(client.taken).hasSize(2);
    }

    @Test
    void endsAtOnceWhereNothingWaits() {
        stream.subscribe(client);
        client.request(1);
        stream.end();

        assertThat(client.ended).isDone();
    }

    @Test
    void losesNothingHoweverManyTellAtOnce() {
        for (int round = 0; round < 200; round++) {
            var crowded = new EventStream(NOBODY, GREETING, cuts::incrementAndGet);
            var listener = new Client();
            crowded.subscribe(listener);
            listener.request(Long.MAX_VALUE);
            var tellers = IntStream.range(0, 4)
                    .mapToObj(teller -> CompletableFuture.runAsync(() ->
                            IntStream.range(0, 60).forEach(i -> crowded.tell(event(teller * 60 + i)))))
                    .toList();
            tellers.forEach(CompletableFuture::join);
            crowded.end();

            listener.ended.join();
            assertThat(new HashSet<>(listener.taken)).hasSize(241);
            assertThat(listener.taken).hasSize(241);
        }
        assertThat(cuts).hasValue(0);
    }

    @Test
    void anEventIsOneLine() {
        assertThatThrownBy(() -> ServerEvent.of("x", "a\nb".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new String(
                        ServerEvent.of("x", "{}".getBytes(StandardCharsets.UTF_8))
                                .bytes(),
                        StandardCharsets.UTF_8))
                .isEqualTo("event: x\ndata: {}\n\n");
    }
}
