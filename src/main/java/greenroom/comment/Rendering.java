package greenroom.comment;

import greenroom.web.Problem;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The few threads on which long texts are rendered. A hostile one takes tens of milliseconds, and on an event loop that
 * would keep half of all clients waiting. When 256 are waiting, the next is told to come back later: 503 {@code
 * overloaded}.
 */
@Component
public class Rendering implements DisposableBean {
    /** Characters that the event loop may render itself. */
    private static final int SHORT = 2_000;

    private static final int WAITING = 256;
    private static final int IDLE_SECONDS = 60;
    private static final int RETRY_AFTER = 2;

    private final Scheduler threads = Schedulers.newBoundedElastic(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, "rendering", IDLE_SECONDS, true);

    /** Does the work at once for a short text, else there. */
    public <T> Mono<T> render(int characters, Supplier<T> work) {
        var rendered = Mono.fromSupplier(work);
        return characters <= SHORT ? rendered : orRefused(rendered.subscribeOn(threads));
    }

    /** What follows the source runs there. */
    public <T> Mono<T> continueThere(Mono<T> source) {
        return orRefused(source.publishOn(threads));
    }

    private static <T> Mono<T> orRefused(Mono<T> work) {
        return work.onErrorMap(
                RejectedExecutionException.class,
                full -> Problem.unavailable(RETRY_AFTER).thrown());
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
