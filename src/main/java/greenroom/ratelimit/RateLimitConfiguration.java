package greenroom.ratelimit;

import greenroom.privacy.DerivedKeys;
import greenroom.ratelimit.TriesElsewhere.Taken;
import greenroom.redis.RedisConnection;
import greenroom.redis.RedisIsConfigured;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RateLimit rateLimit(RateLimitSettings settings, ObjectProvider<SharedLimits> shared) {
        if (!settings.enabled()) {
            return new NoRateLimit();
        }
        var local = new LocalRateLimit(settings, System::nanoTime);
        return settings.isShared() ? shared.getObject().rateLimit(settings, local) : local;
    }

    @Bean
    @Conditional(RedisIsConfigured.class)
    SharedLimits sharedLimits(RedisConnection redis, DerivedKeys keys, MeterRegistry registry) {
        return new SharedLimits(redis.patient("limits", SharedLimits.PATIENCE), keys, registry);
    }

    /** Sign-in is guarded for all replicas together wherever that can be, whatever is said of submissions. */
    @Bean
    TriesElsewhere.Source triesElsewhere(ObjectProvider<SharedLimits> shared) {
        var redis = shared.getIfAvailable();
        return redis == null ? (capacity, period, maximumKeys) -> new NowhereElse() : redis::tries;
    }

    /** One process has no elsewhere. */
    private static final class NowhereElse implements TriesElsewhere {
        @Override
        public Mono<Taken> tryTake(List<String> keys) {
            return Mono.just(Taken.NOTHING);
        }

        @Override
        public Mono<Void> giveBack(Taken taken) {
            return Mono.empty();
        }
    }
}
