package greenroom.submission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many submissions are being worked on, and how many may be: as many as are done within 100 ms. More than that at once
 * would only wait for each other, and everybody else would wait behind them.
 *
 * <p>What one takes is measured, every 100 ms anew, for it hangs on the machine, on the store and on who else is served: by
 * Little's law as many may be in here as the store takes in that time. While nothing is slow, the places grow again by an eighth whenever
 * they were taken. There are 200 at least, so that a slow store keeps working, and 1,000 at most.
 */
@Component
final class Crowd {
    static final int LEAST = 200;
    static final int MOST = 1_000;
    private static final long LONGEST_NANOS = Duration.ofMillis(100).toNanos();
    private static final long BETWEEN_LOOKS_NANOS = Duration.ofMillis(100).toNanos();
    private static final double MOST_AT_ONCE = 0.5;

    private final LongSupplier clock;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong lastLook;
    private final LongAdder done = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile int places = MOST;
    private volatile boolean wereTaken;

    @Autowired
    Crowd(SubmissionMetrics metrics) {
        this(System::nanoTime);
        metrics.watchCrowd(inside, () -> places);
    }

    Crowd(LongSupplier clock) {
        this.clock = clock;
        this.lastLook = new AtomicLong(clock.getAsLong());
    }

    boolean isFull() {
        return inside.get() >= places;
    }

    int places() {
        return places;
    }

    /** Does the work with a place of its own, or gives the other answer where there is none. */
    <T> Mono<T> with(Mono<T> work, Mono<T> otherwise) {
        return Mono.defer(() -> {
            if (inside.incrementAndGet() > places) {
                inside.decrementAndGet();
                wereTaken = true;
                return otherwise;
            }
            var began = clock.getAsLong();
            return work.doFinally(end -> leave(began));
        });
    }

    private void leave(long began) {
        var now = clock.getAsLong();
        done.increment();
        nanos.add(now - began);
        var many = inside.getAndDecrement();
        if (many > places - places / 8) {
            wereTaken = true;
        }
        var last = lastLook.get();
        if (now - last > BETWEEN_LOOKS_NANOS && lastLook.compareAndSet(last, now)) {
            measure();
        }
    }

    private void measure() {
        var each = nanos.sumThenReset() / (double) Math.max(1, done.sumThenReset());
        if (each > LONGEST_NANOS) {
            places = Math.max(LEAST, (int) (places * Math.max(MOST_AT_ONCE, LONGEST_NANOS / each)));
        } else if (wereTaken) {
            places = Math.min(MOST, places + places / 8);
        }
        wereTaken = false;
    }
}
