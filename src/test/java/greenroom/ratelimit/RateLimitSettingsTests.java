package greenroom.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ratelimit.RateLimitSettings.Limit;
import greenroom.ratelimit.RateLimitSettings.SiteLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class RateLimitSettingsTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(RateLimited.class);

    @Test
    void areTheContractsWhereNobodySaysOtherwise() {
        application.run(context -> {
            assertThat(context.getBean(RateLimitSettings.class))
                    .isEqualTo(new RateLimitSettings(
                            true,
                            "local",
                            new Limit(5, MINUTE),
                            new Limit(5, MINUTE),
                            new SiteLimit(600, MINUTE),
                            100_000));
            assertThat(context.getBean(RateLimit.class)).isInstanceOf(LocalRateLimit.class);
        });
    }

    @Test
    void areReadOneByOne() {
        application
                .withPropertyValues(
                        "greenroom.rate-limit.client.capacity=1000000",
                        "greenroom.rate-limit.author.period=1d",
                        "greenroom.rate-limit.site.period=1s",
                        "greenroom.rate-limit.store=local",
                        "greenroom.rate-limit.maximum-keys=5000")
                .run(context -> assertThat(context.getBean(RateLimitSettings.class))
                        .isEqualTo(new RateLimitSettings(
                                true,
                                "local",
                                new Limit(1_000_000, MINUTE),
                                new Limit(5, Duration.ofDays(1)),
                                new SiteLimit(600, Duration.ofSeconds(1)),
                                5_000)));
    }

    @Test
    void canTurnAllLimitsOff() {
        application
                .withPropertyValues("greenroom.rate-limit.enabled=false")
                .run(context -> assertThat(context.getBean(RateLimit.class)).isInstanceOf(NoRateLimit.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "client.capacity=0 | must be greater than or equal to 1",
                "author.capacity=1000001 | must be less than or equal to 1000000",
                "site.capacity=-1 | must be greater than or equal to 1",
                "client.period=999ms | must be longer than or equal to 1 second",
                "author.period=86400001ms | must be shorter than or equal to 1 day",
                "author.period=25h | must be shorter than or equal to 1 day",
                "site.period=0s | must be longer than or equal to 1 second",
                "maximum-keys=999 | must be greater than or equal to 1000",
                "store=LOCAL | must be \"local\"",
                "store= | must be \"local\"",
                "client.capacity=many | many",
                "enabled=perhaps | perhaps"
            })
    void stopTheStartWithASentenceWhenTheyMakeNoSense(String property, String sentence) {
        application
                .withPropertyValues("greenroom.rate-limit." + property)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining(sentence));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RateLimitSettings.class)
    @Import(RateLimitConfiguration.class)
    static class RateLimited {}
}
