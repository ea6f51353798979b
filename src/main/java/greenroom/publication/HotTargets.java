package greenroom.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers which request targets, letter by letter, the ordinary way has read as which page. What it refused is never
 * learnt, so that nobody has to read an address in a second way that might differ.
 */
@Component
class HotTargets {
    private static final int OVERHEAD = 200;

    private final Cache<String, PageKey> pages;

    HotTargets(PublicationSettings settings) {
        this.pages = Caffeine.newBuilder()
                .maximumWeight(settings.cacheBytes() / 8)
                .weigher((String target, PageKey page) -> OVERHEAD + 2 * target.length())
                .executor(Runnable::run)
                .build();
    }

    void learn(URI target, PageKey page) {
        pages.put(target.getRawPath() + "?" + target.getRawQuery(), page);
    }

    @Nullable
    PageKey page(String target) {
        return pages.getIfPresent(target);
    }
}
