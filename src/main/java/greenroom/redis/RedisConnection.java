package greenroom.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * This process's one connection to Redis. Nothing waits for it at the start: it is made beside, or when it is first needed,
 * and once it stands the driver mends it by itself. Who wants to ask something takes a {@link #patient}.
 */
public final class RedisConnection implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RedisConnection.class);

    private final LettuceConnectionFactory factory;
    private final RedisSettings settings;
    private final MeterRegistry registry;
    private final List<PatientRedis> patients = new CopyOnWriteArrayList<>();
    private final List<Mono<?>> firstQuestions = new CopyOnWriteArrayList<>();

    /** The attempt under way or the one that succeeded: never more than one thread waits for the driver. */
    private final AtomicReference<@Nullable CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>>> attempt =
            new AtomicReference<>();

    private volatile boolean running;

    RedisConnection(LettuceConnectionFactory factory, RedisSettings settings, MeterRegistry registry) {
        this.factory = factory;
        this.settings = settings;
        this.registry = registry;
    }

    /**
     * Redis for one use, which waits so long for an answer and no longer. To be taken once, when the service is put together.
     *
     * @param use names it in metrics and in health
     */
    public PatientRedis patient(String use, Duration patience) {
        var patient = new PatientRedis(use, this, patience, settings.pause(), registry);
        patients.add(patient);
        return patient;
    }

    List<PatientRedis> patients() {
        return patients;
    }

    void askAtStart(Mono<?> question) {
        firstQuestions.add(question);
    }

    /** The connection, as soon as it stands; errors when it cannot be had, and then the next who asks tries anew. */
    Mono<RedisClusterAsyncCommands<byte[], byte[]>> commands() {
        return Mono.defer(() -> Mono.fromFuture(connected(), true));
    }

    /** The connection that stands. */
    RedisClusterAsyncCommands<byte[], byte[]> now() {
        var present = attempt.get();
        if (present == null || !present.isDone()) {
            throw new IllegalStateException("There is no connection to Redis yet");
        }
        return present.join();
    }

    private CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>> connected() {
        var present = attempt.get();
        if (present != null && !present.isCompletedExceptionally()) {
            return present;
        }
        var mine = new CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>>();
        if (!attempt.compareAndSet(present, mine)) {
            return connected();
        }
        Schedulers.boundedElastic().schedule(() -> connect(mine));
        return mine;
    }

    private void connect(CompletableFuture<RedisClusterAsyncCommands<byte[], byte[]>> mine) {
        try {
            // shared, so that there is nothing to give back
            mine.complete(((LettuceConnection) factory.getConnection()).getNativeConnection());
            log.info("Connected to Redis");
        } catch (RuntimeException failure) {
            mine.completeExceptionally(failure);
            log.warn("Redis is not reached: {}", failure.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        patients.forEach(PatientRedis::begin);
        commands()
                .thenMany(Flux.concat(firstQuestions))
                .subscribe(answer -> {}, failure -> log.debug("Redis was not there at the start"));
    }

    @Override
    public void stop() {
        running = false;
        patients.forEach(PatientRedis::rest);
        attempt.set(null);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the driver has started, and before it stops. */
    @Override
    public int getPhase() {
        return 1;
    }
}
