package greenroom.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class AttemptsTests {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    private final MovedClock clock = new MovedClock();
    private final Attempts attempts = new Attempts(10, QUARTER, 1_000, clock);

    @Test
    void tenTriesAndThenAWait() {
        useUp("ayesha");

        assertThat(attempts.tryTake("ayesha")).isFalse();
        assertThat(attempts.retryAfterSeconds("ayesha")).isEqualTo(90);
        assertThat(attempts.tryTake("bilal")).isTrue();

        clock.pass(Duration.ofSeconds(89));
        assertThat(attempts.retryAfterSeconds("ayesha")).isEqualTo(1);
        assertThat(attempts.tryTake("ayesha")).isFalse();
        clock.pass(Duration.ofSeconds(1));
        assertThat(attempts.tryTake("ayesha")).isTrue();
        assertThat(attempts.tryTake("ayesha")).isFalse();

        clock.pass(QUARTER);
        useUp("ayesha");
        assertThat(attempts.tryTake("ayesha")).isFalse();
    }

    @Test
    void aSuccessDoesNotCount() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(attempts.tryTake("ayesha")).isTrue();
            attempts.giveBack("ayesha");
        }
        attempts.giveBack("ayesha");
        attempts.giveBack("nobody");

        useUp("ayesha");
        assertThat(attempts.tryTake("ayesha")).isFalse();
    }

    @Test
    void ofFortyAtOnceTenGetThrough() throws InterruptedException, ExecutionException {
        assertThat(Crowd.countsYes(1, () -> attempts.tryTake("ayesha"))).isEqualTo(10);
    }

    @Test
    void remembersNoMoreKeysThanItMay() {
        for (int i = 0; i < 20_000; i++) {
            attempts.tryTake("name " + i);
        }
        assertThat(attempts.size()).isBetween(1L, 1_000L);

        clock.pass(QUARTER.plusSeconds(2));
        assertThat(attempts.size()).isZero();
    }

    @Test
    void askingWhenRemembersNobody() {
        assertThat(attempts.retryAfterSeconds("nobody")).isEqualTo(90);
        assertThat(attempts.size()).isZero();
    }

    @Test
    void refusesToBeNothing() {
        assertThatThrownBy(() -> new Attempts(0, QUARTER, 1, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempts(1, Duration.ZERO, 1, clock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Attempts(1, QUARTER, 0, clock)).isInstanceOf(IllegalArgumentException.class);
    }

    private void useUp(String key) {
        for (int i = 0; i < 10; i++) {
            assertThat(attempts.tryTake(key)).isTrue();
        }
    }
}
