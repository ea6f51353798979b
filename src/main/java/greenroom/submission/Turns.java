package greenroom.submission;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Knows which idempotency keys are on their way into the store: of several requests with one key that come at once, those
 * that the limits refuse wait here for the one that was let in, and then have its answer.
 *
 * <p>It holds no more than there are requests under way.
 */
@Component
final class Turns {
    private final ConcurrentHashMap<String, Crowd> crowds = new ConcurrentHashMap<>();

    /** Those under way with one key. */
    private static final class Crowd {
        private final Sinks.Empty<Void> gone = Sinks.empty();
        private int size;
    }

    /** One request's turn with its key. */
    final class Turn {
        private final @Nullable String key;
        private final AtomicBoolean over = new AtomicBoolean();

        private Turn(@Nullable String key) {
            this.key = key;
        }

        /** A second time does nothing. */
        void end() {
            if (key != null && over.compareAndSet(false, true)) {
                crowds.computeIfPresent(key, (any, crowd) -> without(crowd));
            }
        }

        /** Completes when nobody is under way with the same key any more. End this turn first. */
        Mono<Void> others() {
            var crowd = key == null ? null : crowds.get(key);
            return crowd == null ? Mono.empty() : crowd.gone.asMono();
        }
    }

    /** @param key null where the request has none; then there is nobody to wait for */
    Turn begin(int site, @Nullable String key) {
        if (key == null) {
            return new Turn(null);
        }
        var name = site + ":" + key;
        crowds.compute(name, (any, crowd) -> with(crowd));
        return new Turn(name);
    }

    private static Crowd with(@Nullable Crowd known) {
        var crowd = known == null ? new Crowd() : known;
        crowd.size++;
        return crowd;
    }

    private static @Nullable Crowd without(Crowd crowd) {
        crowd.size--;
        if (crowd.size > 0) {
            return crowd;
        }
        crowd.gone.tryEmitEmpty();
        return null;
    }
}
