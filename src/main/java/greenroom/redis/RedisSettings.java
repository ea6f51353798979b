package greenroom.redis;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Redis is used; where it is, {@code spring.data.redis.*} says.
 *
 * @param pause {@code greenroom.redis.pause}: how long it is not asked after it failed to answer
 */
@ConfigurationProperties("greenroom.redis")
record RedisSettings(@DefaultValue("5s") Duration pause) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    RedisSettings {
        if (pause.compareTo(SHORTEST) < 0 || pause.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("greenroom.redis.pause must be 100ms to 5m");
        }
    }
}
