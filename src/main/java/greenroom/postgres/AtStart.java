package greenroom.postgres;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Waits for a database answer while the service starts, on the main thread, before there is any traffic. */
public final class AtStart {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private AtStart() {}

    /** The same question, asked again while no connection is to be had: a busy machine is slow to make its first ones. */
    public static <T> Mono<T> patiently(Mono<T> question) {
        return question.retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(2))
                .filter(failure -> failure instanceof DataAccessResourceFailureException
                        || failure instanceof TransientDataAccessResourceException
                        || failure instanceof QueryTimeoutException));
    }

    /**
     * The value, or null where the source is empty.
     *
     * @throws IllegalStateException which stops the start, when the database fails or is silent for 30 s
     */
    public static <T> @Nullable T await(Mono<T> answer, String what) {
        try {
            return patiently(answer).toFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + what, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The database failed while " + what, e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The database did not answer within 30 s while " + what, e);
        }
    }
}
