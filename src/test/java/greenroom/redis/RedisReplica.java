package greenroom.redis;

import greenroom.service.RedisServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What one replica has of Redis: connection, uses and health, without the rest of the service. */
public final class RedisReplica implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private RedisReplica(RedisServer server, String pause) {
        TestPropertyValues.of("spring.data.redis.url=" + server.url(), "greenroom.redis.pause=" + pause)
                .applyTo(context);
        context.register(Parts.class);
        context.refresh();
    }

    /** One that comes back as soon as it can. */
    public static RedisReplica of(RedisServer server) {
        return new RedisReplica(server, "100ms");
    }

    /** One that, once Redis was silent, does not ask again for longer than any test takes. */
    public static RedisReplica thatBearsGrudges(RedisServer server) {
        return new RedisReplica(server, "5m");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RedisSettings.class)
    @Import(RedisConfiguration.class)
    @ImportAutoConfiguration(DataRedisAutoConfiguration.class)
    static class Parts {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    public PatientRedis patient(String use, Duration patience) {
        return context.getBean(RedisConnection.class).patient(use, patience);
    }

    public MeterRegistry registry() {
        return context.getBean(MeterRegistry.class);
    }

    public Health health() {
        return Objects.requireNonNull(
                context.getBean(RedisHealth.class).health(true).block());
    }

    /** As Spring's test framework does with a context that waits for its next class. */
    void restarts() {
        context.stop();
        context.start();
    }

    @Override
    public void close() {
        context.close();
    }
}
