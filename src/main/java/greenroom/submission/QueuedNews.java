package greenroom.submission;

import greenroom.comment.DeskChange;
import greenroom.comment.DeskChange.Row;
import greenroom.comment.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the desks of all replicas what was just queued, ten times a second at most. While less comes than that, news goes
 * along with the commit that it speaks of.
 *
 * <p>Not with every commit: PostgreSQL lets only one transaction that notifies commit at a time, whoever's it is, and the
 * replicas' commits would wait for each other. So what comes closer together is told by itself, a moment later, and can be
 * lost with a process that is killed in between; the comment is in the queue all the same, and desks count anew at times.
 *
 * <p>Past {@link DeskChange#MOST} between two announcements it only remembers that there were many.
 */
@Component
final class QueuedNews implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(QueuedNews.class);
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', :announcement)";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();
    private List<Row> fresh = new ArrayList<>();
    private boolean many;
    private long lastTold = System.nanoTime() - BETWEEN.toNanos();

    QueuedNews(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Whether the commit that begins now shall tell its own news: nothing was told just now, and nothing older waits. */
    synchronized boolean mayGoAlong() {
        var now = System.nanoTime();
        if (!fresh.isEmpty() || now - lastTold < BETWEEN.toNanos()) {
            return false;
        }
        lastTold = now;
        return true;
    }

    /** @param site the store's number */
    synchronized void queued(UUID id, int site) {
        if (fresh.size() < DeskChange.MOST) {
            fresh.add(new Row(id, site, Status.PENDING.code(), 1, 1));
        } else {
            many = true;
        }
    }

    private synchronized @Nullable DeskChange takeFresh() {
        if (fresh.isEmpty() && !many) {
            return null;
        }
        var change = many ? new DeskChange("many", null, List.of()) : new DeskChange("queued", null, fresh);
        fresh = new ArrayList<>();
        many = false;
        lastTold = System.nanoTime();
        return change;
    }

    private Mono<Void> announce() {
        return Mono.fromSupplier(this::takeFresh).flatMap(change -> send(change).onErrorResume(this::couldNotBeSent));
    }

    private Mono<Void> send(DeskChange change) {
        return database.sql(ANNOUNCE)
                .bind("announcement", change.announcement(json))
                .then()
                .timeout(PATIENCE);
    }

    /** Which comments they were is forgotten, that they came is told the next time. */
    private synchronized Mono<Void> couldNotBeSent(Throwable failure) {
        many = true;
        log.warn("What was queued could not be announced: {}", failure.toString());
        return Mono.empty();
    }

    @Override
    public void start() {
        running.set(Flux.interval(BETWEEN)
                .onBackpressureDrop()
                .concatMap(tick -> announce())
                .subscribe());
    }

    /** The web server has stopped before: this is the last news. */
    @Override
    public void stop(Runnable callback) {
        stop();
        announce().doFinally(end -> callback.run()).subscribe();
    }

    @Override
    public void stop() {
        var announcing = running.getAndSet(null);
        if (announcing != null) {
            announcing.dispose();
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
