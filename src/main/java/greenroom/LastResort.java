package greenroom;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a process that was told to stop and cannot: its heap may be full, or its database frozen. Nothing that was answered
 * 202 can be lost by that, for it is committed.
 */
final class LastResort {
    /** Longer than an orderly stop takes, shorter than Kubernetes waits before it kills (30 s). */
    private static final Duration PATIENCE = Duration.ofSeconds(18);

    private static final int STOPPED_BY_FORCE = 1;

    private LastResort() {}

    /** Once at start: when there is no memory left, it is too late to make a thread. */
    static void prepare() {
        var told = new CountDownLatch(1);
        var last = new Thread(() -> halt(told), "last-resort");
        last.setDaemon(true);
        last.start();
        Runtime.getRuntime().addShutdownHook(new Thread(told::countDown, "told-to-stop"));
    }

    /** A daemon: an orderly stop ends it, and with it the wait. */
    private static void halt(CountDownLatch told) {
        try {
            told.await();
            TimeUnit.NANOSECONDS.sleep(PATIENCE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        Runtime.getRuntime().halt(STOPPED_BY_FORCE);
    }
}
