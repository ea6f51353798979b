package greenroom.postgres;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What the store holds of something small, in memory, as every request needs it: read anew when a change was announced, or
 * may have been missed.
 *
 * @param <T> immutable
 */
public final class Mirror<T> implements Announcements.Listener {
    private static final Logger log = LoggerFactory.getLogger(Mirror.class);

    private record Reading<T>(long number, T read) {}

    private final String what;
    private final Mono<T> content;
    private final AtomicLong readings = new AtomicLong();
    private volatile Reading<T> latest;

    /**
     * @param what names it, in the plural, for who reads that it could not be read
     * @param before what it is until it was read for the first time
     * @param content reads all of it
     */
    public Mirror(String what, T before, Mono<T> content) {
        this.what = what;
        this.content = content;
        this.latest = new Reading<>(0, before);
    }

    /** As it was read last. Never waits. */
    public T now() {
        return latest.read();
    }

    /** Reads it anew; completes when what was read, or what was read later, is in force on this replica. */
    public Mono<Void> renew() {
        return Mono.defer(() -> read(readings.incrementAndGet()));
    }

    private Mono<Void> read(long number) {
        return content.doOnNext(read -> keep(new Reading<>(number, read))).then();
    }

    /** Of two readings under way at once the one that began later knows of every change that was announced. */
    private synchronized void keep(Reading<T> reading) {
        if (reading.number() > latest.number()) {
            latest = reading;
        }
    }

    @Override
    public void announced(String payload) {
        renewSoon();
    }

    @Override
    public void missed() {
        renewSoon();
    }

    private void renewSoon() {
        renew().retryWhen(Retry.backoff(5, Duration.ofMillis(200)))
                .subscribe(
                        done -> {}, failure -> log.warn("The {} could not be read anew: {}", what, failure.toString()));
    }
}
