package greenroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import greenroom.service.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** A Redis that stands still, ends, or is not there yet, as one use of it meets it. */
class PatientRedisTests {
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final byte[] COUNTER = "asked".getBytes(StandardCharsets.US_ASCII);

    private final RedisServer server = RedisServer.started();

    @AfterEach
    void endIt() {
        server.close();
    }

    private static long asks(PatientRedis redis) {
        return Objects.requireNonNull(
                redis.ask(commands -> commands.incr(COUNTER)).block());
    }

    /** Whose first answer, for which much is loaded, came: it may have come too late at first. */
    private static PatientRedis warm(RedisReplica replica, String use) {
        var redis = replica.patient(use, PATIENCE);
        await().ignoreException(RedisSilent.class).until(() -> asks(redis) > 0);
        return redis;
    }

    private String counted() {
        return server.asked(redis -> new String(redis.get(COUNTER), StandardCharsets.US_ASCII));
    }

    @Test
    void isNotAskedAgainForAWhileOnceItWasSilent() {
        try (var replica = RedisReplica.thatBearsGrudges(server)) {
            var redis = replica.patient("a test", Duration.ofSeconds(5));
            assertThat(asks(redis)).isEqualTo(1);
            var frozen = replica.patient("another", PATIENCE);

            server.freeze();
            assertThatThrownBy(() -> frozen.ask(commands -> commands.ping()).block())
                    .isInstanceOf(RedisSilent.class);
            server.thaw();

            assertThat(frozen.answers()).isFalse();
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> asks(frozen)).isInstanceOf(RedisSilent.class);
            }
            assertThat(counted()).isEqualTo("1");
            assertThat(asks(redis)).as("who had more patience goes on").isEqualTo(2);
        }
    }

    @Test
    void isAskedAgainByItselfWhenItIsBack() {
        try (var replica = RedisReplica.of(server)) {
            var redis = warm(replica, "a test");

            server.freeze();
            assertThatThrownBy(() -> asks(redis)).isInstanceOf(RedisSilent.class);
            assertThat(gauge(replica)).isZero();
            server.thaw();
            await().until(redis::answers);
            assertThat(gauge(replica)).isEqualTo(1);

            server.kill();
            assertThatThrownBy(() -> asks(redis)).isInstanceOf(RedisSilent.class);
            server.startAgain();
            await().until(redis::answers);
        }
    }

    private static double gauge(RedisReplica replica) {
        return replica.registry()
                .get("greenroom.redis.answering")
                .tag("use", "a test")
                .gauge()
                .value();
    }

    @Test
    void mayComeLaterThanTheService() {
        server.kill();
        try (var replica = RedisReplica.of(server)) {
            var redis = replica.patient("a test", PATIENCE);
            assertThatThrownBy(() -> asks(redis)).isInstanceOf(RedisSilent.class);

            server.startAgain();

            await().until(redis::answers);
        }
    }

    @Test
    void degradesHealthAndNoMore() {
        try (var replica = RedisReplica.of(server)) {
            await().until(() -> replica.health().getStatus().equals(Status.UP));

            server.kill();
            assertThat(replica.health().getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(replica.health().getDetails()).containsEntry("health", "does not answer");

            server.startAgain();
            await().until(() -> replica.health().getStatus().equals(Status.UP));
        }
    }

    @Test
    void isAskedAgainAfterTheServiceWasPaused() {
        try (var replica = RedisReplica.of(server)) {
            var redis = warm(replica, "a test");

            replica.restarts();

            await().ignoreException(RedisSilent.class).until(() -> asks(redis) > 0);
        }
    }
}
