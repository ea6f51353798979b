package greenroom.redis;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Leaves Boot's own configuration of Redis out where no Redis is configured: one process on one machine pays nothing for
 * it, and reports nothing of it. Where one is, its driver comes, without the health that is ours and the rest that nothing
 * here uses. It is asked about what auto-configurations import as well. Named in {@code spring.factories}.
 */
final class OnlyWithRedis implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final String BOOTS = "org.springframework.boot.data.redis.autoconfigure.";
    private static final List<String> UNUSED = List.of(
            "DataRedisAnnotationDrivenConfiguration",
            "DataRedisReactiveAutoConfiguration",
            "DataRedisRepositoriesAutoConfiguration",
            "health.",
            "observation.");

    private boolean configured;

    @Override
    public void setEnvironment(Environment environment) {
        configured = RedisIsConfigured.in(environment);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        IntStream.range(0, classes.length).forEach(i -> matches[i] = mayCome(classes[i]));
        return matches;
    }

    private static Predicate<String> isPartOf(String name) {
        return part -> name.startsWith(part, BOOTS.length());
    }

    boolean mayCome(@Nullable String name) {
        return name == null
                || !name.startsWith(BOOTS)
                || (configured && UNUSED.stream().noneMatch(isPartOf(name)));
    }
}
