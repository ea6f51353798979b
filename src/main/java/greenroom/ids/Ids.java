package greenroom.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * UUIDv7 (RFC 9562 section 5.7) made by the service: they sort by the time at which they were made, and within one process
 * strictly so (the twelve bits after the milliseconds count, its method 1).
 */
public final class Ids {
    private static final SecureRandom random = new SecureRandom();
    private static final int COUNTER_BITS = 12;

    /** Milliseconds and counter of the newest id, as one number that only grows. */
    private static final AtomicLong newest = new AtomicLong();

    private Ids() {}

    public static UUID next() {
        var now = System.currentTimeMillis() << COUNTER_BITS;
        var tick = newest.updateAndGet(last -> Math.max(last + 1, now));
        var millis = tick >>> COUNTER_BITS;
        var counter = tick & 0xFFF;
        return new UUID(
                (millis << 16) | 0x7000 | counter,
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }

    /** When an id was made, to the millisecond: of a comment, the time of its submission. */
    public static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** No id made at that time or later sorts before this one. */
    public static UUID earliest(Instant time) {
        return new UUID(time.toEpochMilli() << 16, 0);
    }
}
