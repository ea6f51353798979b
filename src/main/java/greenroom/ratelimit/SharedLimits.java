package greenroom.ratelimit;

import greenroom.privacy.DerivedKeys;
import greenroom.redis.PatientRedis;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.bucket4j.redis.lettuce.RedisApi;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * Makes what counts in Redis, for all replicas together. At its start it asks once for nobody, so that the first who comes
 * finds everything loaded.
 */
final class SharedLimits {
    /** Within which an answer is worth waiting for. */
    static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration A_LITTLE_OVER = Duration.ofSeconds(1);

    private final PatientRedis redis;
    private final DerivedKeys keys;
    private final MeterRegistry registry;
    private final AsyncProxyManager<byte[]> buckets;

    SharedLimits(PatientRedis redis, DerivedKeys keys, MeterRegistry registry) {
        this.redis = redis;
        this.keys = keys;
        this.registry = registry;
        this.buckets = new LettuceBasedProxyManagerBuilder<>(new OnTheConnection<>(redis::commands))
                .requestTimeout(redis.patience())
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(A_LITTLE_OVER))
                .build()
                .asAsync();
        redis.askAtStart(Mono.defer(this::forNobody));
    }

    private Mono<Void> forNobody() {
        var nobodys = buckets("nobody", 1, Duration.ofSeconds(1), 1);
        return nobodys.take("").then(nobodys.look("")).then(nobodys.giveBack(""));
    }

    RateLimit rateLimit(RateLimitSettings settings, LocalRateLimit local) {
        return new SharedRateLimit(
                local,
                new Policy(Limited.CLIENT, settings.client()),
                new Policy(Limited.AUTHOR, settings.author()),
                new Policy(Limited.SITE, settings.site().asLimit()),
                this,
                settings.maximumKeys());
    }

    TriesElsewhere tries(int capacity, Duration period, long maximumKeys) {
        return new SharedTries(redis, buckets("tries", capacity, period, maximumKeys), fallbacks("sign-in"));
    }

    SharedBuckets buckets(String kind, int capacity, Duration period, long maximumKeys) {
        return new SharedBuckets(kind, capacity, period, maximumKeys, buckets, keys);
    }

    PatientRedis redis() {
        return redis;
    }

    /** Counts what each replica decided by itself, because Redis did not answer. */
    Counter fallbacks(String of) {
        return Counter.builder("greenroom.ratelimit.fallback")
                .description("Decisions by this replica's own buckets, because Redis did not answer")
                .tag("of", of)
                .register(registry);
    }

    /**
     * What bucket4j needs of Redis, whatever connection there is. Everything that goes wrong must come as a failed future:
     * a bucket whose question throws would let all who ask after it wait for ever. Generic, because the arrays of keys that
     * come are arrays of objects.
     */
    private record OnTheConnection<K>(Supplier<RedisClusterAsyncCommands<K, byte[]>> redis) implements RedisApi<K> {
        @Override
        public <V> RedisFuture<V> eval(String script, ScriptOutputType type, K[] names, byte[][] values) {
            return orFailed(() -> redis.get().eval(script, type, names, values));
        }

        @Override
        public RedisFuture<byte[]> get(K name) {
            return orFailed(() -> redis.get().get(name));
        }

        @Override
        public RedisFuture<?> delete(K name) {
            return new PipelinedRedisFuture<>(
                    CompletableFuture.failedFuture(new UnsupportedOperationException("buckets expire by themselves")));
        }

        private static <V> RedisFuture<V> orFailed(Supplier<RedisFuture<V>> command) {
            try {
                return command.get();
            } catch (RuntimeException failure) {
                return new PipelinedRedisFuture<>(CompletableFuture.failedFuture(failure));
            }
        }
    }
}
