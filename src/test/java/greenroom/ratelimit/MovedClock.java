package greenroom.ratelimit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that passes only when a test says so; it starts anywhere, as {@link System#nanoTime()} does. */
final class MovedClock implements LongSupplier {

    private final AtomicLong nanos = new AtomicLong(-123_456_789_012L);

    @Override
    public long getAsLong() {
        return nanos.get();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
