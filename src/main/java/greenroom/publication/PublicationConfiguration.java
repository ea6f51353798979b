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
    /** The pages of all threads, cleared by what any replica announces. */
    @Bean
    ThreadCache threadCache(
            PublicationSettings settings,
            PublishedThreads threads,
            Announcements announcements,
            JsonMapper json,
            MeterRegistry meters) {
        var cache = new ThreadCache(
                settings.cache().bytes().toBytes(),
                announcements::silence,
                (site, key) -> threads.page(site, key).map(page -> ReadyAnswer.of(json.writeValueAsBytes(page))));
        announcements.listen(ThreadChange.TOPIC, cache);
        CaffeineCacheMetrics.monitor(meters, cache.entries(), "greenroom.threads");
        return cache;
    }
}
