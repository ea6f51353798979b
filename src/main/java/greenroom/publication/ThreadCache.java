package greenroom.publication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.comment.ThreadChange;
import greenroom.postgres.Announcements;
import greenroom.site.Site;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Pages of threads as ready answers, bounded by their bytes.
 *
 * <p>An answer is used only as long as nobody announced a change of its thread since before it was loaded, its site is the
 * very one that it was made from, and announcements were heard within the last {@link #TRUSTED_SILENCE}; after that each
 * reader gets what the store says now. A gap in the announcements empties the cache.
 *
 * <p>Of readers who miss the same page at the same generation one loads it, and all get what came of that. A load that an
 * announcement overtook serves those who were waiting, who came before it, and is not kept; neither is a failure.
 */
final class ThreadCache implements Announcements.Listener {
    /** What the contract allows to be stale while nothing is heard. */
    static final Duration TRUSTED_SILENCE = Duration.ofSeconds(60);

    /** Objects and references around an answer's bytes, roughly. */
    private static final int OVERHEAD = 600;

    /** Where pages come from when they are not here. */
    interface Source {
        Mono<ReadyAnswer> load(Site site, PageKey key);
    }

    private record Entry(Site site, int generation, ReadyAnswer answer) {}

    private record Load(PageKey key, int generation) {}

    private final Source source;
    private final Supplier<Duration> silence;
    private final Generations generations = new Generations();
    private final ConcurrentMap<Load, CompletableFuture<ReadyAnswer>> loads = new ConcurrentHashMap<>();
    private final Cache<PageKey, Entry> entries;

    /** @param silence for how long no announcement was heard */
    ThreadCache(long bytes, Supplier<Duration> silence, Source source) {
        this.source = source;
        this.silence = silence;
        this.entries = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(ThreadCache::weight)
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    private static int weight(PageKey key, Entry entry) {
        return OVERHEAD + 2 * (key.site().length() + key.thread().length())
                + entry.answer().size();
    }

    /** For the metrics. */
    Cache<?, ?> entries() {
        return entries;
    }

    /** The page if it is here and may be used, else null. */
    @Nullable
    ReadyAnswer ready(Site site, PageKey key) {
        var entry = entries.getIfPresent(key);
        return entry != null && isCurrent(entry, site, key) && isTrusted() ? entry.answer() : null;
    }

    private boolean isCurrent(Entry entry, Site site, PageKey key) {
        return entry.generation() == generations.of(key.site(), key.thread())
                && entry.site().equals(site);
    }

    private boolean isTrusted() {
        return silence.get().compareTo(TRUSTED_SILENCE) < 0;
    }

    /** The page from the store, and from now on from here. Errors as the store does. */
    Mono<ReadyAnswer> load(Site site, PageKey key) {
        return Mono.defer(() -> shared(site, new Load(key, generations.of(key.site(), key.thread()))));
    }

    /** A reader who hangs up does not end the load that others wait for. */
    private Mono<ReadyAnswer> shared(Site site, Load load) {
        var mine = new CompletableFuture<ReadyAnswer>();
        var running = loads.putIfAbsent(load, mine);
        if (running == null) {
            begin(site, load, mine);
        }
        return Mono.fromFuture(running == null ? mine : running, true);
    }

    private void begin(Site site, Load load, CompletableFuture<ReadyAnswer> waiting) {
        var unused = Mono.defer(() -> source.load(site, load.key())).toFuture().whenComplete((answer, failure) -> {
            if (failure == null) {
                keep(site, load, answer);
            }
            loads.remove(load, waiting);
            complete(waiting, answer, failure);
        });
    }

    private static void complete(
            CompletableFuture<ReadyAnswer> waiting, ReadyAnswer answer, @Nullable Throwable failure) {
        if (failure == null) {
            waiting.complete(answer);
        } else {
            waiting.completeExceptionally(failure);
        }
    }

    private void keep(Site site, Load load, ReadyAnswer answer) {
        var key = load.key();
        if (isTrusted() && load.generation() == generations.of(key.site(), key.thread())) {
            entries.put(key, new Entry(site, load.generation(), answer));
        }
    }

    @Override
    public void announced(String payload) {
        var change = ThreadChange.parse(payload);
        generations.next(change.site(), change.thread());
    }

    @Override
    public void missed() {
        generations.nextOfAll();
        entries.invalidateAll();
    }
}
