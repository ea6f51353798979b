package greenroom.moderation;

import greenroom.comment.Status;
import greenroom.ids.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
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

/**
 * What an operator watches of the queue: how many comments wait, how long the oldest has waited, decisions by what they
 * came to, and how long comments had waited for them. Depth and age are asked of the store every fifteen seconds; they stay what they were while it does not answer.
 */
@Component
class QueueMetrics implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(QueueMetrics.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration[] WAITS = {
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(4),
        Duration.ofHours(12),
        Duration.ofDays(1),
        Duration.ofDays(3)
    };

    /** Served by comment_by_status, from the index alone for as far as it is vacuumed. */
    private static final String QUEUE = """
            SELECT count(*) AS depth,
                   (SELECT submitted_at FROM comment WHERE status = 'pending' ORDER BY id LIMIT 1) AS oldest
              FROM comment
             WHERE status = 'pending'
            """;

    private record Queue(long depth, @Nullable Instant oldest) {}

    private final DatabaseClient database;
    private final Clock clock;
    private final Map<Status, Counter> decisions = new EnumMap<>(Status.class);
    private final Timer waits;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();
    private volatile Queue queue = new Queue(0, null);

    QueueMetrics(DatabaseClient database, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        for (Status status : Status.values()) {
            decisions.put(status, decisions(registry, status));
        }
        waits = Timer.builder("greenroom.decision.wait")
                .description("How long comments had waited when they were decided on for the first time")
                .serviceLevelObjectives(WAITS)
                .register(registry);
        Gauge.builder("greenroom.queue.depth", this, it -> it.queue.depth())
                .description("Comments that wait for a decision")
                .register(registry);
        Gauge.builder("greenroom.queue.oldest", this, QueueMetrics::oldestSeconds)
                .description("How long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
    }

    private static Counter decisions(MeterRegistry registry, Status status) {
        return Counter.builder("greenroom.decisions")
                .description("Moderators' decisions by what the comment became")
                .tag("to", status.code())
                .register(registry);
    }

    /** After the commit of a decision that changed something. */
    void decided(Status to) {
        var counter = decisions.get(to);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A comment left the queue; when it came in its id tells. */
    void waited(UUID comment) {
        waits.record(Duration.between(Ids.timeOf(comment), clock.instant()));
    }

    private double oldestSeconds() {
        var oldest = queue.oldest();
        return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toSeconds();
    }

    @Override
    public void start() {
        running.set(Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(tick -> look())
                .subscribe(counted -> queue = counted));
    }

    private Mono<Queue> look() {
        return database.sql(QUEUE)
                .map(row -> new Queue(count(row.get("depth", Long.class)), row.get("oldest", Instant.class)))
                .one()
                .timeout(PATIENCE)
                .onErrorResume(failure -> {
                    log.debug("The queue could not be counted: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private static long count(@Nullable Long number) {
        return number == null ? 0 : number;
    }

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
}
