package greenroom.submission;

import greenroom.tracing.Traced;
import greenroom.tracing.Tracing;
import greenroom.web.OwnLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The line in which submissions wait for the store, and the group commit that empties it: what arrives while a commit is
 * under way goes into the next, so that the batch grows with the load and a lone submission waits for nobody.
 *
 * <p>The line is bounded: past 1,000 waiting, or when the oldest has waited 250 ms, it {@link #isFull} and new ones are
 * refused before they are read. What waits for three seconds is refused too, for its reader is about to give up. What was
 * taken from the line belongs to the commit: a reader who hangs up changes nothing any more.
 */
@Component
final class CommitLine implements SmartLifecycle {
    private static final int LONGEST = 1_000;
    private static final int LARGEST_BATCH = 256;
    private static final int MOST_LINKS = 64;
    private static final long FULL_AFTER_NANOS = Duration.ofMillis(250).toNanos();
    private static final long REFUSED_AFTER_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final GroupCommit commits;
    private final SubmissionMetrics metrics;
    private final Tracing tracing;
    private final Queue<Waiting> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger length = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile int lastBatch;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    CommitLine(GroupCommit commits, SubmissionMetrics metrics, Tracing tracing) {
        this.commits = commits;
        this.metrics = metrics;
        this.tracing = tracing;
        metrics.watchLine(length);
    }

    /** One arrival, since when it waits, and where its answer goes. */
    record Waiting(Arrival arrival, @Nullable Traced traced, long since, Sinks.One<Commit> answer) {
        /** @param traced the request that it came with, if that is traced */
        Waiting(Arrival arrival, @Nullable Traced traced) {
            this(arrival, traced, System.nanoTime(), Sinks.one());
        }

        void answer(Commit commit) {
            answer.tryEmitValue(commit);
        }

        void fail(Throwable failure) {
            answer.tryEmitError(failure);
        }
    }

    boolean isFull() {
        var oldest = line.peek();
        return length.get() >= LONGEST || (oldest != null && System.nanoTime() - oldest.since() > FULL_AFTER_NANOS);
    }

    /** Answers once it is committed, or is certain not to be, or nobody can say. */
    Mono<Commit> commit(Arrival arrival) {
        return Mono.deferContextual(around -> {
            if (isFull()) {
                return Mono.just(new Commit.Turned(Refusal.OVERLOADED));
            }
            var waiting = new Waiting(arrival, Traced.of(around));
            length.incrementAndGet();
            line.add(waiting);
            pump();
            return OwnLoop.back(waiting.answer().asMono());
        });
    }

    /**
     * Starts commits for as long as there is something to commit and a connection to do it on. Beside another, a commit
     * starts only when it is no smaller: what one costs by itself is paid for by its many rows.
     */
    private void pump() {
        while (!line.isEmpty() && mayStart()) {
            var batch = take();
            if (batch.isEmpty()) {
                underWay.decrementAndGet();
            } else {
                start(batch);
            }
        }
    }

    private boolean mayStart() {
        var others = underWay.get();
        var isWorthIt = others == 0 || (others < commits.atOnce() && length.get() >= lastBatch);
        return isWorthIt && underWay.compareAndSet(others, others + 1);
    }

    private List<Waiting> take() {
        var batch = new ArrayList<Waiting>();
        while (batch.size() < LARGEST_BATCH) {
            var next = line.poll();
            if (next == null) {
                break;
            }
            length.decrementAndGet();
            batch.add(next);
        }
        return batch;
    }

    private void start(List<Waiting> batch) {
        lastBatch = batch.size();
        metrics.batch(batch.size());
        var started = System.nanoTime();
        traced(commits.commit(batch), batch)
                .doFinally(end -> {
                    metrics.committed(System.nanoTime() - started);
                    underWay.decrementAndGet();
                    pump();
                })
                .subscribe(done -> {}, failure -> batch.forEach(waiting -> waiting.fail(failure)));
    }

    private Mono<Void> traced(Mono<Void> committing, List<Waiting> batch) {
        var commit = tracing.isOn() ? tracing.commit(requests(batch), batch.size()) : null;
        return commit == null
                ? committing
                : committing
                        .doOnSuccess(done -> commit.succeeded())
                        .doOnError(commit::failed)
                        .contextWrite(commit::in);
    }

    private static List<Traced> requests(List<Waiting> batch) {
        return batch.stream()
                .map(Waiting::traced)
                .filter(Objects::nonNull)
                .limit(MOST_LINKS)
                .toList();
    }

    /** While no commit comes back, nobody else would look at those who wait. */
    private void refuseThoseWhoWaitTooLong() {
        for (var oldest = line.peek(); oldest != null && hasWaitedTooLong(oldest); oldest = line.peek()) {
            if (line.remove(oldest)) {
                length.decrementAndGet();
                oldest.answer(new Commit.Turned(Refusal.OVERLOADED));
            }
        }
    }

    private static boolean hasWaitedTooLong(Waiting waiting) {
        return System.nanoTime() - waiting.since() > REFUSED_AFTER_NANOS;
    }

    @Override
    public void start() {
        running.set(Flux.interval(BETWEEN_LOOKS).onBackpressureDrop().subscribe(tick -> refuseThoseWhoWaitTooLong()));
    }

    /** The web server has stopped before, and with it everybody who waits here was answered. */
    @Override
    public void stop() {
        var looking = running.getAndSet(null);
        if (looking != null) {
            looking.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }

    @Override
    public int getPhase() {
        return 10;
    }
}
