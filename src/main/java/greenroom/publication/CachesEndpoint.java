package greenroom.publication;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.stereotype.Component;

/**
 * {@code /actuator/caches}: what this replica keeps ready for readers. One of them, or all, can be emptied: nothing is lost
 * by that, the next readers wait for the store.
 */
@Component
@Endpoint(id = "caches")
class CachesEndpoint {
    private final Map<String, ThreadCache<?>> caches;

    CachesEndpoint(ThreadCache<PageKey> threads, ThreadCache<FeedKey> feeds) {
        this.caches = new TreeMap<>(Map.of("threads", threads, "feeds", feeds));
    }

    /** @param bytes its answers take, roughly */
    record Contents(long answers, long bytes, long hits, long misses) {}

    record Caches(Map<String, Contents> caches) {}

    @ReadOperation
    Caches caches() {
        var found = new TreeMap<String, Contents>();
        caches.forEach((name, cache) -> found.put(name, cache.contents()));
        return new Caches(found);
    }

    @ReadOperation
    @Nullable
    Contents cache(@Selector String name) {
        var cache = caches.get(name);
        return cache == null ? null : cache.contents();
    }

    @DeleteOperation
    void emptyAll() {
        caches.values().forEach(ThreadCache::empty);
    }

    @DeleteOperation
    WebEndpointResponse<Void> empty(@Selector String name) {
        var cache = caches.get(name);
        if (cache == null) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        cache.empty();
        return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
    }
}
