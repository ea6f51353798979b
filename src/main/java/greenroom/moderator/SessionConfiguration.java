package greenroom.moderator;

import greenroom.privacy.DerivedKeys;
import greenroom.privacy.SessionSeal;
import greenroom.redis.RedisConnection;
import greenroom.redis.RedisIsConfigured;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Where sessions are kept: in Redis where one is configured, so that any replica may be asked, else in this process. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    @Bean
    @Conditional(RedisIsConfigured.class)
    KeptSessions sessionsOfAllReplicas(RedisConnection redis, SessionSeal seal, DerivedKeys keys, SessionText text) {
        return new SessionsInRedis(redis.patient("sessions", SessionsInRedis.PATIENCE), seal, keys, text);
    }

    @Bean
    @ConditionalOnMissingBean(KeptSessions.class)
    SessionsInMemory sessionsOfThisProcess() {
        return new SessionsInMemory();
    }
}
