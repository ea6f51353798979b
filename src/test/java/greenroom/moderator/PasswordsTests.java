package greenroom.moderator;

import static java.util.stream.Collectors.partitioningBy;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.web.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordsTests {
    private final SlowEncoder encoder = new SlowEncoder();
    private final Passwords passwords = new Passwords(encoder);

    /** Waits until it may go on, and counts. */
    private static final class SlowEncoder implements PasswordEncoder {
        final CountDownLatch goOn = new CountDownLatch(1);
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final List<String> hashes = Collections.synchronizedList(new ArrayList<>());

        @Override
        public String encode(@Nullable CharSequence password) {
            return String.valueOf(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            hashes.add(String.valueOf(hash));
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            atOnce.decrementAndGet();
            return String.valueOf(password).equals(hash);
        }
    }

    @AfterEach
    void close() {
        encoder.goOn.countDown();
        passwords.destroy();
    }

    @Test
    void areHashedByHalfOfTheCoresWhile16WaitAndTheRestAreTurnedAway() {
        var atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        var tries = IntStream.range(0, 200)
                .mapToObj(i -> passwords.matches("right", "right").toFuture())
                .toList();

        var byTurnedAway = tries.stream().collect(partitioningBy(CompletableFuture::isCompletedExceptionally));
        var turnedAway = Objects.requireNonNull(byTurnedAway.get(true));
        encoder.goOn.countDown();

        assertThat(turnedAway).hasSize(200 - atOnce - 16);
        assertThat(turnedAway.get(0).handle((answer, failure) -> failure).join())
                .isInstanceOfSatisfying(ProblemException.class, refusal -> {
                    assertThat(refusal.problem().slug()).isEqualTo("overloaded");
                    assertThat(refusal.problem().headers().getFirst("Retry-After"))
                            .isEqualTo("2");
                });
        assertThat(byTurnedAway.get(false)).allMatch(CompletableFuture::join);
        assertThat(encoder.most.get()).isEqualTo(atOnce);
    }

    @Test
    void costTheSameWhenThereIsNobody() {
        encoder.goOn.countDown();

        assertThat(passwords.matches("whatever", null).block()).isFalse();
        assertThat(passwords.matches("x".repeat(513), "x".repeat(513)).block()).isFalse();

        assertThat(encoder.hashes).hasSize(2).allMatch(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }
}
