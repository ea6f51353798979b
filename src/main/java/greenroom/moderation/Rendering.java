package greenroom.moderation;

import greenroom.web.Problem;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Renders bodies; long ones, or many, away from the event loop, which a hostile text can keep busy for many milliseconds. */
@Component
class Rendering implements DisposableBean {
    /** Characters that the event loop may render itself. */
    private static final int SHORT = 2_000;

    private static final int WAITING = 200;
    private static final int IDLE_SECONDS = 60;

    private final Scheduler scheduler = Schedulers.newBoundedElastic(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2), WAITING, "desk-markdown", IDLE_SECONDS, true);

    /** Errors with 503 when {@value #WAITING} are waiting already. */
    Mono<List<QueueItem>> rendered(List<QueueItem> items) {
        var work =
                Mono.fromSupplier(() -> items.stream().map(QueueItem::rendered).toList());
        return lengthOf(items) <= SHORT
                ? work
                : work.subscribeOn(scheduler)
                        .onErrorMap(
                                RejectedExecutionException.class,
                                full -> Problem.unavailable(1).thrown());
    }

    private static int lengthOf(List<QueueItem> items) {
        return items.stream().mapToInt(item -> item.body().length()).sum();
    }

    @Override
    public void destroy() {
        scheduler.dispose();
    }
}
