package greenroom.postgres;

import java.time.Duration;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Work on the store that happens whole or not at all, whoever stops waiting for it.
 *
 * <p>A cancelled transaction is rolled back some time later, on a connection that has been given back meanwhile (Spring
 * #25091). So nobody cancels these: a request that goes away leaves its work running to its end, which the statements' own
 * time limits bound, and of which there are never more than the pool has connections and places to wait.
 */
@Component
public class Transactions {
    private static final int TRIES_AFTER_A_DEADLOCK = 2;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final TransactionalOperator transaction;

    Transactions(TransactionalOperator transaction) {
        this.transaction = transaction;
    }

    /**
     * Does the work in one transaction; emits after the commit.
     *
     * @param work starts anew when the store broke a deadlock by rolling it back, so it must keep nothing between
     *     subscriptions
     */
    public <T> Mono<T> whole(Mono<T> work) {
        var attempt = transaction
                .transactional(work)
                .retryWhen(Retry.backoff(TRIES_AFTER_A_DEADLOCK, PAUSE)
                        .jitter(1)
                        .filter(PessimisticLockingFailureException.class::isInstance)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()));
        // as a value even when it failed, for a failure of which nobody hears any more is no fault to report
        return Mono.deferContextual(around -> Mono.fromFuture(
                        () -> attempt.materialize().contextWrite(around).toFuture(), true))
                .dematerialize();
    }
}
