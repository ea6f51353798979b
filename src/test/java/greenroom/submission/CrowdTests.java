package greenroom.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many may come in, by a clock that the test moves. */
class CrowdTests {
    private final AtomicLong clock = new AtomicLong();
    private final Crowd crowd = new Crowd(clock::get);
    private final ArrayList<Sinks.Empty<String>> working = new ArrayList<>();

    private boolean enters() {
        var work = Sinks.<String>empty();
        var refused = new boolean[1];
        crowd.with(work.asMono(), Mono.fromRunnable(() -> refused[0] = true)).subscribe();
        if (!refused[0]) {
            working.add(work);
        }
        return !refused[0];
    }

    private int fill() {
        while (enters()) {}
        return working.size();
    }

    /** All that are inside are done after so long. */
    private void passes(long millis) {
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
        working.forEach(Sinks.Empty::tryEmitEmpty);
        working.clear();
    }

    @Test
    void lessComeInWhereEachTakesLonger() {
        assertThat(fill()).isEqualTo(Crowd.MOST);
        assertThat(crowd.isFull()).isTrue();

        passes(200);
        fill();
        passes(200);
        fill();
        passes(200);

        assertThat(crowd.isFull()).isFalse();
        assertThat(crowd.places()).isLessThanOrEqualTo(Crowd.MOST / 4);
    }

    @Test
    void aStandstillLeavesAFewIn() {
        for (int i = 0; i < 20; i++) {
            fill();
            passes(60_000);
        }

        assertThat(crowd.places()).isEqualTo(Crowd.LEAST);
        assertThat(fill()).isEqualTo(Crowd.LEAST);
    }

    @Test
    void moreComeInAgainWhereTheyAreQuickAndPlacesWereTaken() {
        for (int i = 0; i < 20; i++) {
            fill();
            passes(1_000);
        }
        for (int i = 0; i < 5; i++) {
            enters();
            passes(101);
        }
        assertThat(crowd.places()).as("nobody was missing a place").isEqualTo(Crowd.LEAST);

        for (int i = 0; i < 100; i++) {
            fill();
            passes(99);
            enters();
            passes(2);
        }
        assertThat(crowd.places()).isEqualTo(Crowd.MOST);
    }

    @Test
    void whoFailsOrGoesAwayLeavesTheirPlace() {
        for (int i = 0; i < Crowd.MOST; i++) {
            crowd.with(Mono.error(new IllegalStateException("failed")), Mono.empty())
                    .onErrorComplete()
                    .subscribe();
            crowd.with(Mono.never(), Mono.empty()).subscribe().dispose();
        }

        assertThat(fill()).isEqualTo(Crowd.MOST);
    }
}
