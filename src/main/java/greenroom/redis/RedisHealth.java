package greenroom.redis;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/**
 * Whether Redis answers for each of its uses. Without it limits are each replica's own and moderators wait, while readers
 * read and write as ever: that is {@code DEGRADED}, and no reason to take a replica out of service.
 */
final class RedisHealth extends AbstractReactiveHealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "Works on without Redis");

    private final RedisConnection connection;
    private final PatientRedis redis;

    RedisHealth(RedisConnection connection, PatientRedis redis) {
        this.connection = connection;
        this.redis = redis;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return redis.ping().onErrorReturn(false).map(answered -> health(builder));
    }

    private Health health(Health.Builder builder) {
        var uses = connection.patients();
        uses.forEach(use -> builder.withDetail(use.use(), use.answers() ? "answers" : "does not answer"));
        var all = uses.stream().allMatch(PatientRedis::answers);
        return (all ? builder.up() : builder.status(DEGRADED)).build();
    }
}
