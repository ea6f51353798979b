package greenroom.ratelimit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RateLimitConfiguration {

    @Bean
    RateLimit rateLimit(RateLimitSettings settings) {
        return settings.enabled() ? new LocalRateLimit(settings, System::nanoTime) : new NoRateLimit();
    }
}
