package greenroom.ratelimit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/**
 * Equal token buckets by key, in Redis: the same for all replicas that have the same keyset and the same settings.
 *
 * <p>What lies there is named by a keyed digest, holds numbers only, and expires a little after it is full again. Buckets
 * count by the clocks of the replicas, which must agree to the second.
 *
 * <p>Two replicas that change one bucket at once try again; within this process all who want the same bucket ask together.
 */
final class SharedBuckets {

    private static final int NAME_BYTES = 16;

    private final String kind;
    private final int capacity;
    private final Duration period;
    private final CompletableFuture<BucketConfiguration> full;
    private final AsyncProxyManager<byte[]> redis;
    private final DerivedKeys keys;
    private final Cache<String, AsyncBucketProxy> known;

    /** @param kind what these are buckets of, one word */
    SharedBuckets(
            String kind,
            int capacity,
            Duration period,
            long maximumKeys,
            AsyncProxyManager<byte[]> redis,
            DerivedKeys keys) {
        this.kind = kind;
        this.capacity = capacity;
        this.period = period;
        this.full = CompletableFuture.completedFuture(BucketConfiguration.builder()
                .addLimit(Buckets.bandwidth(capacity, period))
                .build());
        this.redis = redis;
        this.keys = keys;
        this.known = Caffeine.newBuilder()
                .maximumSize(maximumKeys)
                .expireAfterAccess(period)
                .build();
    }

    Mono<Standing> take(String key) {
        return Mono.fromFuture(() -> bucket(key).tryConsumeAndReturnRemaining(1))
                .map(probe -> Standing.of(probe, capacity, period));
    }

    /** Without taking anything, and without making a bucket that is not there. */
    Mono<Standing> look(String key) {
        return Mono.fromFuture(() -> onlyIfThere(key).estimateAbilityToConsume(capacity))
                .map(probe -> Standing.of(probe, capacity, period))
                .onErrorReturn(NotThere.class, Standing.full(capacity, period));
    }

    /** Never makes a bucket fuller than full. */
    Mono<Void> giveBack(String key) {
        return Mono.fromFuture(() -> bucket(key).addTokens(1));
    }

    private AsyncBucketProxy bucket(String key) {
        return known.get(
                key,
                unknown -> redis.builder()
                        .withOptimization(Optimizations.batching())
                        .build(name(unknown), () -> full));
    }

    private AsyncBucketProxy onlyIfThere(String key) {
        return redis.builder().build(name(key), () -> CompletableFuture.failedFuture(new NotThere()));
    }

    /** Of buckets with other settings there are others. */
    private byte[] name(String key) {
        var settings = capacity + " in " + period;
        var mac = keys.mac(Use.SHARED_NAME, kind.getBytes(UTF_8), settings.getBytes(UTF_8), key.getBytes(UTF_8));
        return ("greenroom:limit:" + kind + ":" + HexFormat.of().formatHex(mac, 0, NAME_BYTES)).getBytes(UTF_8);
    }

    /** In the place of a new bucket's settings: there is to be none. */
    private static final class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;

        private NotThere() {
            super("there is no such bucket", null, false, false);
        }
    }
}
