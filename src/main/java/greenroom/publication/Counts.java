package greenroom.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.site.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many public comments threads have, as decisions keep it; remembered as long as nobody announces a change. */
@Component
class Counts {
    private static final int OVERHEAD = 200;

    /** Served by thread's unique (site_id, key). */
    private static final String OF_THREADS =
            "SELECT key, published_count FROM thread WHERE site_id = :site AND key = ANY(:threads)";

    private record Article(String site, String thread) {}

    private record Count(int generation, int comments) {}

    private final DatabaseClient database;
    private final Freshness freshness;
    private final Cache<Article, Count> known;

    Counts(DatabaseClient database, Freshness freshness, PublicationSettings settings) {
        this.database = database;
        this.freshness = freshness;
        this.known = Caffeine.newBuilder()
                .maximumWeight(settings.cacheBytes() / 8)
                .weigher((Article article, Count count) ->
                        OVERHEAD + 2 * article.thread().length())
                .executor(Runnable::run)
                .build();
    }

    /** By key, of each of these threads. */
    Mono<Map<String, Integer>> of(Site site, Collection<String> threads) {
        return Mono.defer(() -> {
            var counts = new HashMap<String, Integer>();
            var unknown = new TreeMap<String, Integer>();
            for (String thread : threads) {
                var count = known(site, thread);
                if (count == null) {
                    unknown.put(thread, freshness.generation(site.key(), thread));
                } else {
                    counts.put(thread, count);
                }
            }
            return unknown.isEmpty() ? Mono.just(counts) : withUnknown(site, counts, unknown);
        });
    }

    private @Nullable Integer known(Site site, String thread) {
        var count = known.getIfPresent(new Article(site.key(), thread));
        return count != null && isCurrent(count, site, thread) ? Integer.valueOf(count.comments()) : null;
    }

    private boolean isCurrent(Count count, Site site, String thread) {
        return count.generation() == freshness.generation(site.key(), thread) && freshness.isTrusted();
    }

    /** @param unknown threads with the generation in which the store is asked for them */
    private Mono<Map<String, Integer>> withUnknown(
            Site site, Map<String, Integer> counts, Map<String, Integer> unknown) {
        return read(site, unknown.keySet()).map(found -> {
            unknown.forEach((thread, generation) -> {
                var comments = found.getOrDefault(thread, 0);
                known.put(new Article(site.key(), thread), new Count(generation, comments));
                counts.put(thread, comments);
            });
            return counts;
        });
    }

    private Mono<Map<String, Integer>> read(Site site, Collection<String> threads) {
        return database.sql(OF_THREADS)
                .bind("site", site.id())
                .bind("threads", threads.toArray(String[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("key", String.class)),
                        Objects.requireNonNull(row.get("published_count", Integer.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
