package greenroom.publication;

import greenroom.comment.ThreadChange;
import greenroom.postgres.Announcements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    @Bean
    Freshness freshness(Announcements announcements) {
        var freshness = new Freshness(announcements::silence);
        announcements.listen(ThreadChange.TOPIC, freshness);
        return freshness;
    }

    @Bean
    ThreadCache threadCache(
            PublicationSettings settings,
            Freshness freshness,
            PublishedThreads threads,
            JsonMapper json,
            MeterRegistry meters) {
        var cache = new ThreadCache(
                settings.cacheBytes(),
                freshness,
                (site, page) -> threads.page(site, page).map(read -> ReadyAnswer.of(json.writeValueAsBytes(read))));
        CaffeineCacheMetrics.monitor(meters, cache.entries(), "greenroom.threads");
        return cache;
    }
}
