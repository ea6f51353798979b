package greenroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What few rows of the store look like in memory, while they change and while the store does not answer. */
class MirrorTests {
    private final AtomicReference<Mono<List<String>>> store = new AtomicReference<>(Mono.just(List.of("a")));
    private final Mirror<List<String>> mirror = new Mirror<>("words", List.of(), Mono.defer(store::get));

    @Test
    void showsWhatWasReadLast() {
        assertThat(mirror.now()).isEmpty();

        mirror.renew().block();
        assertThat(mirror.now()).containsExactly("a");

        store.set(Mono.just(List.of("a", "b")));
        assertThat(mirror.now()).containsExactly("a");
    }

    @Test
    void isReadAnewWhenAChangeWasAnnouncedOrMayHaveBeenMissed() {
        mirror.announced("");
        assertThat(mirror.now()).containsExactly("a");

        store.set(Mono.just(List.of("b")));
        mirror.missed();
        assertThat(mirror.now()).containsExactly("b");
    }

    @Test
    void isReadAgainWhenTheStoreDidNotAnswer() {
        store.set(Mono.error(new IllegalStateException("no answer")));
        mirror.announced("");

        store.set(Mono.just(List.of("b")));
        await("it is read again").until(() -> mirror.now().equals(List.of("b")));
    }

    @Test
    void isNotOverwrittenByAReadingThatBeganEarlierAndEndsLater() {
        var slow = Sinks.<List<String>>one();
        store.set(slow.asMono());
        mirror.announced("");
        store.set(Mono.just(List.of("new")));
        mirror.announced("");

        slow.tryEmitValue(List.of("old"));

        assertThat(mirror.now()).containsExactly("new");
    }
}
