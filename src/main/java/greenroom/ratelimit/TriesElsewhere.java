package greenroom.ratelimit;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The tries that somebody has on all replicas together, beside each one's own {@link Attempts}: where there is a Redis, else
 * there is nothing elsewhere. Never errors.
 */
public interface TriesElsewhere {

    /** Takes one try of each key, or none. */
    Mono<Taken> tryTake(List<String> keys);

    /** Gives back what turned out not to count. */
    Mono<Void> giveBack(Taken taken);

    /**
     * What became of it.
     *
     * @param keys from which a try was taken: none where nobody was asked
     * @param emptyKey the one that has none left, or empty
     * @param retryAfterSeconds until that one has another, 0 if none was refused
     */
    record Taken(List<String> keys, String emptyKey, long retryAfterSeconds) {
        static final Taken NOTHING = new Taken(List.of(), "", 0);

        public boolean refused() {
            return retryAfterSeconds > 0;
        }
    }

    /** Makes them. */
    interface Source {
        /** As {@link Attempts#Attempts}. */
        TriesElsewhere tries(int capacity, Duration period, long maximumKeys);
    }
}
