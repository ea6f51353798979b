package greenroom.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class RedisSettingsTests {
    private static final String BOOTS = "org.springframework.boot.data.redis.autoconfigure.";
    private static final String DRIVER = BOOTS + "DataRedisAutoConfiguration";
    private static final String ITS_PART = BOOTS + "LettuceConnectionConfiguration";
    private static final String ANOTHER = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
    private static final List<String> CANDIDATES = List.of(
            DRIVER,
            ITS_PART,
            BOOTS + "DataRedisRepositoriesAutoConfiguration",
            BOOTS + "health.DataRedisHealthContributorAutoConfiguration",
            ANOTHER);

    private static List<String> coming(MockEnvironment environment) {
        var filter = new OnlyWithRedis();
        filter.setEnvironment(environment);
        return CANDIDATES.stream().filter(filter::mayCome).toList();
    }

    @Test
    void bringNothingOfRedisWhereNoneIsConfigured() {
        assertThat(coming(new MockEnvironment())).containsExactly(ANOTHER);
        assertThat(coming(new MockEnvironment().withProperty("greenroom.rate-limit.store", "local")))
                .containsExactly(ANOTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "spring.data.redis.url,redis://redis",
        "spring.data.redis.host,redis",
        "spring.data.redis.cluster.nodes[0],redis:6379",
        "spring.data.redis.sentinel.master,greenroom",
        "greenroom.rate-limit.store,redis"
    })
    void bringTheDriverAloneWhereOneIs(String property, String value) {
        assertThat(coming(new MockEnvironment().withProperty(property, value)))
                .containsExactly(DRIVER, ITS_PART, ANOTHER);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 99, 300_001})
    void stopTheStartWithASentenceWhenThePauseMakesNoSense(long milliseconds) {
        assertThatThrownBy(() -> new RedisSettings(Duration.ofMillis(milliseconds)))
                .hasMessage("greenroom.redis.pause must be 100ms to 5m");
    }
}
