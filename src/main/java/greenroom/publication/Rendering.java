package greenroom.publication;

import greenroom.web.Problem;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The few threads on which pages are rendered and compressed, which can take tens of milliseconds: on the event loop that
 * would keep half of all clients waiting. When {@value #WAITING} are waiting, the next is told to come back later.
 */
@Component
class Rendering implements DisposableBean {
    private static final int WAITING = 256;
    private static final int RETRY_AFTER = 2;

    private final Scheduler threads = Schedulers.newBoundedElastic(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, "greenroom-rendering", 60, true);

    /** What follows runs there. Errors with 503 {@code overloaded} when too much is waiting. */
    <T> Mono<T> continueThere(Mono<T> source) {
        return source.publishOn(threads)
                .onErrorMap(
                        RejectedExecutionException.class,
                        full -> Problem.unavailable(RETRY_AFTER).thrown());
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
