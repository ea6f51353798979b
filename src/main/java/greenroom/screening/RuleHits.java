package greenroom.screening;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
 * Counts what rules find, and writes it down every five seconds, so that a frequent rule's row is no place where
 * submissions wait. A process that is killed forgets its last seconds. There is one number for each rule at most.
 */
@Component
class RuleHits implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RuleHits.class);
    private static final Duration BETWEEN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Primary key; in one order, so that two replicas never wait for each other in a circle. */
    private static final String ADD = """
            WITH locked AS MATERIALIZED (
                SELECT id FROM rule WHERE id = ANY (:ids) ORDER BY id FOR UPDATE
            )
            UPDATE rule SET hits = hits + more.times, hit_at = now()
              FROM unnest(:ids::uuid[], :times::bigint[]) AS more (rule, times) JOIN locked ON locked.id = more.rule
             WHERE rule.id = more.rule
            """;

    private final DatabaseClient database;
    private final Map<UUID, Long> counted = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    RuleHits(DatabaseClient database) {
        this.database = database;
    }

    void count(Collection<UUID> rules) {
        rules.forEach(rule -> counted.merge(rule, 1L, Long::sum));
    }

    /** Writes down what was counted until now. */
    Mono<Void> write() {
        return Mono.defer(() -> {
            var taken = List.copyOf(counted.entrySet()).stream()
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .toList();
            if (taken.isEmpty()) {
                return Mono.empty();
            }
            return database.sql(ADD)
                    .bind("ids", taken.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                    .bind("times", taken.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                    .fetch()
                    .rowsUpdated()
                    .doOnNext(rows -> taken.forEach(this::forget))
                    .then();
        });
    }

    private void forget(Map.Entry<UUID, Long> written) {
        counted.computeIfPresent(written.getKey(), (rule, now) -> {
            var rest = now - written.getValue();
            return rest == 0 ? null : rest;
        });
    }

    @Override
    public void start() {
        running.set(Flux.interval(BETWEEN)
                .onBackpressureDrop()
                .concatMap(tick -> write().timeout(PATIENCE).onErrorResume(RuleHits::later))
                .subscribe());
    }

    private static Mono<Void> later(Throwable failure) {
        log.debug("The rules' hits could not be written: {}", failure.toString());
        return Mono.empty();
    }

    @Override
    public void stop() {
        var writing = running.getAndSet(null);
        if (writing != null) {
            writing.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
