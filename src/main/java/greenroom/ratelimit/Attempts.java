package greenroom.ratelimit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tries that somebody has, by key: for sign-in, where guessing must end whatever
 * {@code greenroom.rate-limit.enabled} says.
 *
 * <p>A key starts with all its tries and gets them back evenly over the period: 10 in 15 minutes is one every 90
 * seconds once they are used up. Memory is bounded by the number of keys; past it the least used are forgotten and start
 * anew. Safe for use by many threads; never blocks.
 */
public final class Attempts {

    private final Buckets buckets;

    /**
     * @param capacity tries at once, at least 1
     * @param period in which a key without tries gets all of them back
     * @param maximumKeys keys remembered, at least 1, about 430 bytes each with its key
     * @param nanoTime {@link System#nanoTime()}, or a clock for tests
     * @throws IllegalArgumentException if one of them is less than it may be
     */
    public Attempts(int capacity, Duration period, long maximumKeys, LongSupplier nanoTime) {
        if (capacity < 1 || maximumKeys < 1 || period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException("capacity, period and maximumKeys must be more than nothing");
        }
        this.buckets = new Buckets(capacity, period, maximumKeys, nanoTime);
    }

    /** Takes a try; false if there is none left, and then nothing was taken. */
    public boolean tryTake(String key) {
        return buckets.tryTake(key);
    }

    /** Gives a try back that turned out not to count, such as a success; never more than were taken away. */
    public void giveBack(String key) {
        buckets.giveBack(key);
    }

    /** Seconds until the next try comes, rounded up, at least 1: the {@code Retry-After} of a refusal. */
    public long retryAfterSeconds(String key) {
        return buckets.look(key).seconds();
    }

    /** Keys remembered. */
    long size() {
        return buckets.size();
    }
}
