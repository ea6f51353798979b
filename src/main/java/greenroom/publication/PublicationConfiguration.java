package greenroom.publication;

import greenroom.comment.ThreadChange;
import greenroom.postgres.Announcements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class PublicationConfiguration {
    @Bean
    Freshness freshness(Announcements announcements) {
        var freshness = new Freshness(announcements::silence);
        announcements.listen(ThreadChange.TOPIC, freshness);
        return freshness;
    }

    /** Hears of a change after {@link Freshness}: who is told of it, and reads, must not be given the page before it. */
    @Bean
    @DependsOn("freshness")
    LiveThreads liveThreads(Announcements announcements, LiveComments comments, JsonMapper json) {
        var threads = new LiveThreads(comments, json);
        announcements.listen(ThreadChange.TOPIC, threads);
        return threads;
    }

    @Bean
    ThreadCache<PageKey> threadCache(
            PublicationSettings settings,
            Freshness freshness,
            Clock clock,
            PublishedThreads threads,
            JsonMapper json,
            MeterRegistry meters) {
        var cache = new ThreadCache<PageKey>(
                settings.cacheBytes(),
                freshness,
                clock,
                (site, page) -> threads.page(site, page)
                        .map(read ->
                                ReadyAnswer.of(json.writeValueAsBytes(read)).until(read.until())));
        CaffeineCacheMetrics.monitor(meters, cache.entries(), "greenroom.threads");
        return cache;
    }

    @Bean
    ThreadCache<FeedKey> feedCache(
            PublicationSettings settings,
            Freshness freshness,
            Clock clock,
            PublishedFeeds feeds,
            AtomFeed atom,
            MeterRegistry meters) {
        var cache = new ThreadCache<FeedKey>(
                settings.cacheBytes() / 8,
                freshness,
                clock,
                (site, key) -> feeds.latest(site, key).map(feed -> ReadyAnswer.of(atom.write(site, key, feed))));
        CaffeineCacheMetrics.monitor(meters, cache.entries(), "greenroom.feeds");
        return cache;
    }
}
