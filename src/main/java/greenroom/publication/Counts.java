package greenroom.publication;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.site.Site;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
        return Mono.defer(() -> complete(site, threads, remembered(site, threads)));
    }

    private Map<String, Integer> remembered(Site site, Collection<String> threads) {
        var counts = new HashMap<String, Integer>();
        for (String thread : threads) {
            var count = known.getIfPresent(new Article(site.key(), thread));
            if (count != null && isCurrent(count, site, thread)) {
                counts.put(thread, count.comments());
            }
        }
        return counts;
    }

    private boolean isCurrent(Count count, Site site, String thread) {
        return count.generation() == freshness.generation(site.key(), thread) && freshness.isTrusted();
    }

    private Mono<Map<String, Integer>> complete(Site site, Collection<String> threads, Map<String, Integer> counts) {
        var unknown = threads.stream()
                .filter(thread -> !counts.containsKey(thread))
                .collect(toMap(identity(), thread -> freshness.generation(site.key(), thread)));
        return unknown.isEmpty()
                ? Mono.just(counts)
                : read(site, unknown.keySet()).map(found -> remember(site, unknown, found, counts));
    }

    /** @param unknown threads with the generation in which the store was asked for them */
    private Map<String, Integer> remember(
            Site site, Map<String, Integer> unknown, Map<String, Integer> found, Map<String, Integer> counts) {
        unknown.forEach((thread, generation) -> {
            var comments = found.getOrDefault(thread, 0);
            known.put(new Article(site.key(), thread), new Count(generation, comments));
            counts.put(thread, comments);
        });
        return counts;
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
