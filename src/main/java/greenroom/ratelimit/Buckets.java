package greenroom.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Equal token buckets by key, as many as fit.
 *
 * <p>A bucket that was left alone for its period is full again, so it is forgotten a little later. Past
 * {@code maximumKeys} the least used are forgotten early: who floods with new keys wins those few tokens that somebody
 * else's forgotten bucket lacked, and no memory.
 */
final class Buckets {

    private static final Duration A_LITTLE_OVER = Duration.ofSeconds(1);

    private final int capacity;
    private final Duration period;
    private final Cache<String, Bucket> buckets;
    private final Bandwidth bandwidth;
    private final TimeMeter meter;

    /** @param nanoTime as {@link System#nanoTime()} */
    Buckets(int capacity, Duration period, long maximumKeys, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.period = period;
        this.bandwidth = bandwidth(capacity, period);
        this.meter = new SuppliedTime(nanoTime);
        this.buckets = Caffeine.newBuilder()
                .maximumSize(maximumKeys)
                .expireAfterAccess(period.plus(A_LITTLE_OVER))
                .ticker(nanoTime::getAsLong)
                // waking another thread for each new key would cost more than the upkeep itself
                .executor(Runnable::run)
                .build();
    }

    static Bandwidth bandwidth(int capacity, Duration period) {
        return Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(capacity, period)
                .build();
    }

    boolean tryTake(String key) {
        return bucket(key).tryConsume(1);
    }

    Standing take(String key) {
        return Standing.of(bucket(key).tryConsumeAndReturnRemaining(1), capacity, period);
    }

    /** Without taking anything, and without remembering a key that was not seen. */
    Standing look(String key) {
        @Nullable Bucket bucket = buckets.getIfPresent(key);
        long available = bucket == null ? capacity : bucket.getAvailableTokens();
        if (bucket == null || available >= capacity) {
            return Standing.full(capacity, period);
        }
        long nanos = bucket.estimateAbilityToConsume(available + 1).getNanosToWaitForRefill();
        return new Standing(available > 0, available, nanos);
    }

    /** Never makes a bucket fuller than full; what was forgotten is full. */
    void giveBack(String key) {
        @Nullable Bucket bucket = buckets.getIfPresent(key);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private Bucket bucket(String key) {
        return buckets.get(key, unknown -> fullBucket());
    }

    private Bucket fullBucket() {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(meter)
                .build();
    }

    /** How many keys are remembered, when all that is due has been forgotten. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private record SuppliedTime(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
