package greenroom.publication;

import greenroom.comment.ThreadChange;
import greenroom.postgres.Announcements;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;

/**
 * Knows whether what was read of a thread is still what the store says: each thread has a generation, which ends with every
 * announced change of it and with every gap in the announcements. What was asked for in an earlier generation is old.
 *
 * <p>Threads share {@value #COUNTERS} counters. That two share one makes something be read again for nothing; nothing old
 * is ever taken for new.
 */
final class Freshness implements Announcements.Listener {
    /** For how long the contract lets us go on with what we have while nothing is heard. */
    static final Duration TRUSTED_SILENCE = Duration.ofSeconds(60);

    /** Stands for all threads of a site, whose generation ends with each change of one of them. No thread has this key. */
    static final String ALL = "";

    private static final int COUNTERS = 4096;

    private final Supplier<Duration> silence;
    private final AtomicIntegerArray generations = new AtomicIntegerArray(COUNTERS);

    /** @param silence for how long no announcement was heard */
    Freshness(Supplier<Duration> silence) {
        this.silence = silence;
    }

    int generation(String site, String thread) {
        return generations.get(counter(site, thread));
    }

    /** Whether announcements are heard, so that a generation means something. */
    boolean isTrusted() {
        return silence.get().compareTo(TRUSTED_SILENCE) < 0;
    }

    @Override
    public void announced(String payload) {
        var change = ThreadChange.parse(payload);
        generations.incrementAndGet(counter(change.site(), change.thread()));
        generations.incrementAndGet(counter(change.site(), ALL));
    }

    @Override
    public void missed() {
        for (int i = 0; i < COUNTERS; i++) {
            generations.incrementAndGet(i);
        }
    }

    private static int counter(String site, String thread) {
        var hash = 31 * site.hashCode() + thread.hashCode();
        return (hash ^ (hash >>> 16)) & (COUNTERS - 1);
    }
}
