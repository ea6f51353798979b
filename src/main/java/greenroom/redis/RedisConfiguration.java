package greenroom.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Redis as Boot configures it, with an end to everything that waits for ever by default, or for a minute. */
@Configuration(proxyBeanMethods = false)
@Conditional(RedisIsConfigured.class)
class RedisConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final int MOST_UNDER_WAY = 10_000;

    @Bean
    RedisConnection redisConnection(LettuceConnectionFactory factory, RedisSettings settings, MeterRegistry registry) {
        return new RedisConnection(factory, settings, registry);
    }

    @Bean
    RedisHealth redisHealthIndicator(RedisConnection connection) {
        return new RedisHealth(connection, connection.patient("health", PATIENCE));
    }

    @Bean
    LettuceClientConfigurationBuilderCustomizer commandsEnd(Environment environment) {
        return client -> {
            if (!environment.containsProperty("spring.data.redis.timeout")) {
                client.commandTimeout(PATIENCE);
            }
        };
    }

    /** The driver's own pause between two attempts grows to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer connectsAgainSoon() {
        return resources -> resources.reconnectDelay(
                Delay.exponential(Duration.ZERO, LONGEST_BETWEEN_ATTEMPTS, 2, TimeUnit.MILLISECONDS));
    }

    /** A command that finds no connection fails at once; a connection that vanished without a word is noticed. */
    @Bean
    LettuceClientOptionsBuilderCustomizer nothingWaitsForAConnection(Environment environment) {
        var connect = environment.getProperty("spring.data.redis.connect-timeout", Duration.class, PATIENCE);
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_UNDER_WAY)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(connect)
                        .keepAlive(KeepAliveOptions.builder()
                                .enable()
                                .idle(Duration.ofSeconds(5))
                                .interval(Duration.ofSeconds(5))
                                .count(3)
                                .build())
                        .tcpUserTimeout(TcpUserTimeoutOptions.builder()
                                .enable()
                                .tcpUserTimeout(Duration.ofSeconds(20))
                                .build())
                        .build());
    }
}
