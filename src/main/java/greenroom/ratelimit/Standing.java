package greenroom.ratelimit;

import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;

/**
 * How a bucket stands.
 *
 * @param yes whether a token was taken, or could be
 * @param nanosToNextToken may be a nanosecond off
 */
record Standing(boolean yes, long remaining, long nanosToNextToken) {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** After a try to take a token. */
    static Standing of(ConsumptionProbe probe, int capacity, Duration period) {
        return probe.isConsumed()
                ? new Standing(
                        true,
                        probe.getRemainingTokens(),
                        toNextToken(probe.getRemainingTokens(), probe.getNanosToWaitForReset(), capacity, period))
                : new Standing(false, probe.getRemainingTokens(), probe.getNanosToWaitForRefill());
    }

    /** Of who asked when there would be {@code capacity} tokens, and took none. */
    static Standing of(EstimationProbe full, int capacity, Duration period) {
        return full.canBeConsumed()
                ? full(capacity, period)
                : new Standing(
                        full.getRemainingTokens() > 0,
                        full.getRemainingTokens(),
                        toNextToken(full.getRemainingTokens(), full.getNanosToWaitForRefill(), capacity, period));
    }

    static Standing full(int capacity, Duration period) {
        return new Standing(true, capacity, period.toNanos() / capacity);
    }

    /** The bucket knows when it is full; all tokens but one of those that it lacks come after the next one. */
    private static long toNextToken(long remaining, long nanosToFull, int capacity, Duration period) {
        long later = capacity - remaining - 1;
        return nanosToFull - Math.round(later * (double) period.toNanos() / capacity);
    }

    /** Rounded up, at least 1. */
    long seconds() {
        return Math.max(1, (nanosToNextToken + SECOND - 1) / SECOND);
    }
}
