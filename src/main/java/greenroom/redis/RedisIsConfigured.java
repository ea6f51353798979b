package greenroom.redis;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether the operator has a Redis: something is set below {@code spring.data.redis}, or the limits are to be there. For
 * beans that are of no use without one: {@code @Conditional(RedisIsConfigured.class)}.
 */
public final class RedisIsConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return in(context.getEnvironment());
    }

    static boolean in(Environment environment) {
        return "redis".equals(environment.getProperty("greenroom.rate-limit.store"))
                || Binder.get(environment)
                        .bind("spring.data.redis", Bindable.mapOf(String.class, Object.class))
                        .isBound();
    }
}
