package greenroom.postgres;

import java.time.Duration;
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

    private final String what;
    private final Mono<T> content;
    private volatile T now;

    /**
     * @param what names it, in the plural, for who reads that it could not be read
     * @param before what it is until it was read for the first time
     * @param content reads all of it
     */
    public Mirror(String what, T before, Mono<T> content) {
        this.what = what;
        this.now = before;
        this.content = content;
    }

    /** As it was read last. Never waits. */
    public T now() {
        return now;
    }

    /** Reads it anew; completes when what was read is in force on this replica. */
    public Mono<Void> renew() {
        return content.doOnNext(read -> now = read).then();
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
