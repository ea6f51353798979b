package greenroom.redis;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Redis for one use. Each question has an end; after one failure none is asked for a while, so that nobody waits for a
 * Redis that is gone or frozen; then one PING, for which nobody waits, asks whether it is back. Answers come on a thread that is not the driver's.
 */
public final class PatientRedis {
    private static final Logger log = LoggerFactory.getLogger(PatientRedis.class);

    private final String use;
    private final RedisConnection connection;
    private final Duration patience;
    private final CircuitBreaker breaker;
    private final Mono<String> ping;
    private volatile String lastFailure = "";

    PatientRedis(String use, RedisConnection connection, Duration patience, Duration pause, MeterRegistry registry) {
        this.use = use;
        this.connection = connection;
        this.patience = patience;
        this.ping = question(RedisClusterAsyncCommands::ping);
        this.breaker = CircuitBreaker.of("redis for " + use, opensFor(pause));
        breaker.getEventPublisher().onStateTransition(this::changed);
        Gauge.builder("greenroom.redis.answering", this, it -> it.answers() ? 1 : 0)
                .description("Whether Redis is asked, 1, or left alone because it did not answer, 0")
                .tag("use", use)
                .register(registry);
    }

    private static CircuitBreakerConfig opensFor(Duration pause) {
        return CircuitBreakerConfig.custom()
                .waitDurationInOpenState(pause)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build();
    }

    /**
     * Asks, and emits what the question emits; errors with {@link RedisSilent} when there is no answer in time, or none is
     * expected and nothing was asked.
     */
    public <T> Mono<T> ask(Mono<T> question) {
        return Mono.defer(() -> answers() ? asked(question) : Mono.error(new RedisSilent(use, null)));
    }

    /** The same for a question of one command. */
    public <T> Mono<T> ask(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        return ask(question(command));
    }

    private <T> Mono<T> question(Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> command) {
        return connection.commands().flatMap(commands -> Mono.fromCompletionStage(() -> command.apply(commands)));
    }

    private <T> Mono<T> asked(Mono<T> question) {
        return inTime(question).doOnError(this::failed).onErrorMap(failure -> new RedisSilent(use, failure));
    }

    private <T> Mono<T> inTime(Mono<T> question) {
        return connection.commands().then(question).timeout(patience).publishOn(Schedulers.parallel());
    }

    /** One failure is enough, so that nothing is counted while all is well. */
    private void failed(Throwable failure) {
        if (answers()) {
            lastFailure = failure.toString();
            breaker.transitionToOpenState();
        }
    }

    /**
     * Asks at each start, as soon as there is a connection, and waits for any time, for nobody: what is slow only the first
     * time. To be said once, when the service is put together.
     */
    public void askAtStart(Mono<?> question) {
        connection.askAtStart(question);
    }

    /** For libraries that ask by themselves; only within {@link #ask(Mono)}. */
    public RedisClusterAsyncCommands<byte[], byte[]> commands() {
        return connection.now();
    }

    /** Whether it is asked at present: it answered last time, or was not asked yet. */
    public boolean answers() {
        return breaker.getState() == State.CLOSED;
    }

    /** How long it waits for an answer. */
    public Duration patience() {
        return patience;
    }

    String use() {
        return use;
    }

    Mono<Boolean> ping() {
        return ask(ping).thenReturn(true);
    }

    private void changed(CircuitBreakerOnStateTransitionEvent event) {
        switch (event.getStateTransition()) {
            case CLOSED_TO_OPEN ->
                log.warn("Redis does not answer for {}, which goes on without it: {}", use, lastFailure);
            case HALF_OPEN_TO_CLOSED -> log.info("Redis answers for {} again", use);
            case OPEN_TO_HALF_OPEN -> inTime(ping).subscribe(answer -> trialEnded(true), failure -> trialEnded(false));
            default -> log.debug("{}: {}", use, event.getStateTransition());
        }
    }

    /** Unless the service was stopped meanwhile. */
    private void trialEnded(boolean answered) {
        if (breaker.getState() == State.HALF_OPEN) {
            if (answered) {
                breaker.transitionToClosedState();
            } else {
                breaker.transitionToOpenState();
            }
        }
    }

    /** From now on it is asked. */
    void begin() {
        breaker.transitionToClosedState();
    }

    /** From now on it is not. */
    void rest() {
        breaker.transitionToForcedOpenState();
    }
}
