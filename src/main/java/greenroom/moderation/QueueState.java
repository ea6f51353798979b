package greenroom.moderation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the queue stands and moves.
 *
 * @param pending of all sites together
 * @param sites by key
 */
record QueueState(long pending, List<OfSite> sites) {
    /** Past this many, waiting comments of a site are not counted on. */
    static final int MOST = 100_000;

    private static final double HOUR_SECONDS = 3_600;

    /**
     * @param pending comments that wait, {@link #MOST} at most
     * @param oldestSeconds how long the oldest of them has waited; null where none waits
     * @param inLastHour came into the queue
     * @param outLastHour left it, decided on or withdrawn
     * @param clearsInSeconds until the queue is empty if both go on like this; null where it does not shrink
     */
    record OfSite(
            String site,
            long pending,
            @Nullable Long oldestSeconds,
            long inLastHour,
            long outLastHour,
            @Nullable Long clearsInSeconds) {
        static OfSite of(String site, long pending, @Nullable Long oldestSeconds, long in, long out) {
            return new OfSite(site, pending, oldestSeconds, in, out, clearsIn(pending, out - in));
        }

        private static @Nullable Long clearsIn(long pending, long fewerAnHour) {
            if (pending == 0) {
                return 0L;
            }
            return fewerAnHour <= 0 ? null : Math.round(pending * HOUR_SECONDS / fewerAnHour);
        }
    }

    static QueueState of(List<OfSite> sites) {
        return new QueueState(sites.stream().mapToLong(OfSite::pending).sum(), sites);
    }
}
