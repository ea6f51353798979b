package greenroom.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.site.Site;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Pages of threads, or feeds, as ready answers, bounded by their bytes; what is asked for least goes first.
 *
 * <p>An answer is used while it is of its thread's present generation, its site is still as it was, its time has not run
 * out, and announcements are heard; after that readers get what the store says now.
 *
 * <p>Of the readers who miss a page in one generation one loads it, and all get what comes of that. A load that a change
 * overtook serves those who asked before the change, and is not kept; neither is a failure.
 */
final class ThreadCache<K extends ThreadCache.Key> {
    /** Objects and references around an answer's bytes, roughly. */
    private static final int OVERHEAD = 600;

    /** What names a page: it is of a thread, or of all threads of a site where the thread is {@link Freshness#ALL}. */
    interface Key {
        String site();

        String thread();

        /** Its length in characters. */
        default int length() {
            return site().length() + thread().length();
        }
    }

    /** Where pages come from when they are not here. */
    interface Source<K> {
        Mono<ReadyAnswer> load(Site site, K page);
    }

    private record Entry(Site site, int generation, ReadyAnswer answer) {}

    private record Load<K>(K page, int generation) {}

    private final Source<K> source;
    private final Freshness freshness;
    private final InstantSource clock;
    private final Cache<K, Entry> entries;
    private final ConcurrentMap<Load<K>, CompletableFuture<ReadyAnswer>> loads = new ConcurrentHashMap<>();

    ThreadCache(long bytes, Freshness freshness, InstantSource clock, Source<K> source) {
        this.source = source;
        this.freshness = freshness;
        this.clock = clock;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((K page, Entry entry) -> weight(page, entry))
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    private static int weight(Key page, Entry entry) {
        return OVERHEAD + 2 * page.length() + entry.answer().size();
    }

    /** For the metrics. */
    Cache<?, ?> entries() {
        return entries;
    }

    CachesEndpoint.Contents contents() {
        var stats = entries.stats();
        var bytes = entries.policy()
                .eviction()
                .map(eviction -> eviction.weightedSize().orElse(0))
                .orElse(0L);
        return new CachesEndpoint.Contents(entries.estimatedSize(), bytes, stats.hitCount(), stats.missCount());
    }

    void empty() {
        entries.invalidateAll();
    }

    /** The page if it is here and may be used, else null. */
    @Nullable
    ReadyAnswer ready(Site site, K page) {
        var entry = entries.getIfPresent(page);
        return entry != null && isCurrent(entry, site, page) && freshness.isTrusted() ? entry.answer() : null;
    }

    private boolean isCurrent(Entry entry, Site site, K page) {
        return entry.generation() == generation(page)
                && entry.site().equals(site)
                && clock.instant().isBefore(entry.answer().until());
    }

    private int generation(K page) {
        return freshness.generation(page.site(), page.thread());
    }

    /** The page from the store, and from now on from here. Errors as the store does. */
    Mono<ReadyAnswer> load(Site site, K page) {
        return Mono.deferContextual(around -> shared(site, new Load<>(page, generation(page)), around));
    }

    /** A reader who hangs up does not end the load that others wait for. */
    private Mono<ReadyAnswer> shared(Site site, Load<K> load, ContextView around) {
        var mine = new CompletableFuture<ReadyAnswer>();
        var running = loads.putIfAbsent(load, mine);
        if (running == null) {
            begin(site, load, mine, around);
        }
        return Mono.fromFuture(running == null ? mine : running, true);
    }

    private void begin(Site site, Load<K> load, CompletableFuture<ReadyAnswer> waiting, ContextView around) {
        var unused = Mono.defer(() -> source.load(site, load.page()))
                .contextWrite(around)
                .toFuture()
                .whenComplete((answer, failure) -> end(site, load, waiting, answer, failure));
    }

    private void end(
            Site site,
            Load<K> load,
            CompletableFuture<ReadyAnswer> waiting,
            ReadyAnswer answer,
            @Nullable Throwable failure) {
        if (failure == null) {
            keep(site, load, answer);
        }
        loads.remove(load, waiting);
        if (failure == null) {
            waiting.complete(answer);
        } else {
            waiting.completeExceptionally(failure);
        }
    }

    private void keep(Site site, Load<K> load, ReadyAnswer answer) {
        if (load.generation() == generation(load.page()) && freshness.isTrusted()) {
            entries.put(load.page(), new Entry(site, load.generation(), answer));
        }
    }
}
