package greenroom.postgres;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What replicas tell each other, by PostgreSQL LISTEN/NOTIFY on one channel and one connection of its own.
 *
 * <p>A statement announces with {@code SELECT pg_notify('greenroom', 'TOPIC PAYLOAD')} in the transaction of the change it
 * speaks of, so that nobody hears of what was rolled back. Announcements made while this process was not connected are
 * lost: every (re)connection is a gap, of which each listener is told.
 *
 * <p>Every five seconds the connection sends itself a beat; a silence of fifteen ends it, for a network may swallow a
 * connection without a word.
 */
public final class Announcements implements SmartLifecycle {
    /** Hears of one topic. Called on the connection's event loop: it must not block. */
    public interface Listener {
        /** Somebody announced this, perhaps this process itself. */
        void announced(String payload);

        /** Announcements may have been missed: forget whatever they would have told of. */
        void missed();
    }

    private record Subscription(String topic, Listener listener) {}

    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final String BEAT = "beat";
    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final ConnectionFactory connections;
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final Counter losses;
    private volatile long lastHeard = System.nanoTime() - Duration.ofHours(1).toNanos();
    private volatile boolean connected;
    private volatile @Nullable Disposable running;

    Announcements(ConnectionFactory connections, MeterRegistry meters) {
        this.connections = connections;
        this.losses = Counter.builder("greenroom.announcements.lost")
                .description("How often the connection that hears the other replicas broke")
                .register(meters);
        Gauge.builder(
                        "greenroom.announcements.silence",
                        this,
                        it -> it.silence().toMillis() / 1_000.0)
                .description("How long nothing was heard on it, not even our own beat every five seconds")
                .baseUnit("seconds")
                .register(meters);
    }

    /** From now on {@code listener} hears of {@code topic} (one word). */
    public void listen(String topic, Listener listener) {
        subscriptions.add(new Subscription(topic, listener));
    }

    /** How long nothing was heard, not even our own beat: what is cached may be older than the store by that much. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** Whether the connection stands and hears. */
    public boolean connected() {
        return connected;
    }

    @Override
    public void start() {
        running = listening()
                .doOnError(failure -> lost(failure))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100)).maxBackoff(Duration.ofSeconds(2)))
                .subscribe();
    }

    private Flux<Notification> listening() {
        return Flux.usingWhen(
                        Mono.from(connections.create()).cast(PostgresqlConnection.class),
                        this::hear,
                        PostgresqlConnection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("the connection ended")));
    }

    private Flux<Notification> hear(PostgresqlConnection connection) {
        return run(connection, "LISTEN greenroom")
                .doOnSuccess(done -> reconnected())
                .thenMany(Flux.merge(heard(connection), beats(connection)));
    }

    private Flux<Notification> heard(PostgresqlConnection connection) {
        return connection.getNotifications().timeout(SILENCE).doOnNext(this::tell);
    }

    private Flux<Notification> beats(PostgresqlConnection connection) {
        return Flux.interval(BETWEEN_BEATS)
                .onBackpressureDrop()
                .concatMap(beat -> run(connection, "NOTIFY greenroom, '" + BEAT + "'"))
                .cast(Notification.class);
    }

    private static Mono<Void> run(PostgresqlConnection connection, String statement) {
        return connection
                .createStatement(statement)
                .execute()
                .flatMap(PostgresqlResult::getRowsUpdated)
                .then();
    }

    private void reconnected() {
        lastHeard = System.nanoTime();
        connected = true;
        log.info("Listening for announcements");
        subscriptions.forEach(subscription -> subscription.listener().missed());
    }

    private void lost(Throwable failure) {
        if (connected) {
            losses.increment();
            log.warn("Announcements are not heard, connecting again: {}", failure.getMessage());
        }
        connected = false;
    }

    private void tell(Notification notification) {
        lastHeard = System.nanoTime();
        var words = Objects.requireNonNullElse(notification.getParameter(), "").split(" ", 2);
        subscriptions.stream()
                .filter(subscription -> subscription.topic().equals(words[0]))
                .forEach(subscription -> subscription.listener().announced(words.length == 2 ? words[1] : ""));
    }

    @Override
    public void stop() {
        var subscription = running;
        if (subscription != null) {
            subscription.dispose();
            running = null;
        }
        connected = false;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Before the web server starts, and after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
