package greenroom.publication;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts the announced changes of each thread, so that what was loaded before one is known to be old. Threads share {@value
 * #COUNTERS} counters: that two share one makes an answer be loaded anew for nothing, never an old one be sent.
 */
final class Generations {
    private static final int COUNTERS = 4096;

    private final AtomicIntegerArray counters = new AtomicIntegerArray(COUNTERS);

    int of(String site, String thread) {
        return counters.get(counter(site, thread));
    }

    void next(String site, String thread) {
        counters.incrementAndGet(counter(site, thread));
    }

    void nextOfAll() {
        for (int i = 0; i < COUNTERS; i++) {
            counters.incrementAndGet(i);
        }
    }

    private static int counter(String site, String thread) {
        var hash = 31 * site.hashCode() + thread.hashCode();
        return (hash ^ (hash >>> 16)) & (COUNTERS - 1);
    }
}
