package greenroom.tracing;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TracingConfiguration {
    @Bean
    @ConditionalOnProperty("greenroom.tracing.endpoint")
    Collector collector(TracingSettings settings, ObjectProvider<BuildProperties> build) {
        var version =
                build.stream().findFirst().map(BuildProperties::getVersion).orElse("unknown");
        return Collector.at(settings, version);
    }

    @Bean
    Tracing tracing(ObjectProvider<Collector> collector, TracingSettings settings) {
        return collector.stream()
                .findFirst()
                .map(found -> Tracing.by(found.tracer(), settings.sampling()))
                .orElseGet(Tracing::off);
    }
}
