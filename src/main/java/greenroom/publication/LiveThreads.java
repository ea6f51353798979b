package greenroom.publication;

import greenroom.comment.ThreadChange;
import greenroom.postgres.Announcements;
import greenroom.publication.ShownComments.Change;
import greenroom.site.Site;
import greenroom.web.Problem;
import greenroom.web.ServerEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The threads that are watched on this replica, and what is told of them.
 *
 * <p>An announced change of a watched thread is looked up once, however many watch it, and at most {@value #AT_ONCE} threads
 * at a time; what is public now is compared with what was. After a gap in the announcements each is looked up, so that
 * nothing is missed. Where a look fails, and where more than {@value #MOST_TOLD} comments changed at once, the streams of the
 * thread end instead, and their readers come back and read anew.
 *
 * <p>What is remembered of all threads is bounded: a thread that would exceed {@value #MOST_REMEMBERED} comments is not
 * watched, which its reader is told by a 503.
 */
final class LiveThreads implements Announcements.Listener {
    private static final Logger log = LoggerFactory.getLogger(LiveThreads.class);
    private static final int AT_ONCE = 4;
    private static final int MOST_TOLD = 128;
    private static final int MOST_REMEMBERED = 1_000_000;
    private static final int RETRY_AFTER_SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Name(String site, String thread) {
        static Name of(LiveThread thread) {
            return new Name(thread.site().key(), thread.key());
        }
    }

    private record Watch(LiveThread thread, int visitors) {
        Watch with(int more) {
            return new Watch(thread, visitors + more);
        }
    }

    private final LiveComments comments;
    private final JsonMapper json;
    private final ConcurrentMap<Name, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicLong remembered = new AtomicLong();
    /** Each thread at most once. */
    private final Queue<LiveThread> line = new ConcurrentLinkedQueue<>();

    private final AtomicInteger looking = new AtomicInteger();
    private final AtomicInteger pumping = new AtomicInteger();

    LiveThreads(LiveComments comments, JsonMapper json) {
        this.comments = comments;
        this.json = json;
    }

    /** From now on the thread is watched, until {@link #leave} is called as often as this. */
    LiveThread enter(Site site, String key) {
        return watches.compute(
                        new Name(site.key(), key),
                        (name, watch) -> watch == null ? new Watch(new LiveThread(site, key), 1) : watch.with(1))
                .thread();
    }

    void leave(LiveThread thread) {
        watches.computeIfPresent(Name.of(thread), (name, watch) -> {
            if (watch.thread() != thread) {
                return watch;
            }
            return watch.visitors() > 1 ? watch.with(-1) : forgotten(thread);
        });
    }

    private @Nullable Watch forgotten(LiveThread thread) {
        remembered.addAndGet(-thread.size());
        return null;
    }

    /** The thread, once all that happens from then on can be told. Errors as the store does. */
    Mono<LiveThread> ready(LiveThread thread) {
        return Mono.defer(() -> {
            if (thread.begins()) {
                ask(thread);
            }
            return thread.looked().timeout(PATIENCE);
        });
    }

    @Override
    public void announced(String payload) {
        var change = ThreadChange.parse(payload);
        var watch = watches.get(new Name(change.site(), change.thread()));
        if (watch != null) {
            ask(watch.thread());
        }
    }

    @Override
    public void missed() {
        watches.values().forEach(watch -> ask(watch.thread()));
    }

    private void ask(LiveThread thread) {
        if (thread.asks()) {
            line.add(thread);
            pump();
        }
    }

    /** One at a time, and never deeper than one: a look may end before the call that began it returns. */
    private void pump() {
        if (pumping.getAndIncrement() != 0) {
            return;
        }
        do {
            pumping.set(1);
            while (looking.get() < AT_ONCE) {
                var next = line.poll();
                if (next == null) {
                    break;
                }
                looking.incrementAndGet();
                begin(next);
            }
        } while (pumping.decrementAndGet() != 0);
    }

    private void begin(LiveThread thread) {
        var times = thread.asked();
        var unused = look(thread).toFuture().whenComplete((done, failure) -> ended(thread, times, failure));
    }

    private Mono<Void> look(LiveThread thread) {
        return isWatched(thread)
                ? comments.shown(thread.site(), thread.key()).flatMap(now -> compare(thread, now))
                : Mono.empty();
    }

    private boolean isWatched(LiveThread thread) {
        var watch = watches.get(Name.of(thread));
        return watch != null && watch.thread() == thread;
    }

    private Mono<Void> compare(LiveThread thread, ShownComments now) {
        var before = thread.known();
        if (before == null) {
            return Mono.fromRunnable(() -> remember(thread, now));
        }
        return events(thread.site(), now.since(before))
                .doOnNext(events -> {
                    remember(thread, now);
                    events.forEach(thread::tell);
                })
                .then();
    }

    private Mono<List<ServerEvent>> events(Site site, Change change) {
        if (change.removed().size() + change.published().size() > MOST_TOLD) {
            return Mono.error(() -> new IllegalStateException("too much changed at once to tell it one by one"));
        }
        var removed = change.removed().stream().map(this::removed).toList();
        return change.published().isEmpty()
                ? Mono.just(removed)
                : comments.published(site, change.published(), change.branches())
                        .map(published -> Stream.concat(
                                        removed.stream(), published.stream().map(this::published))
                                .toList());
    }

    private ServerEvent removed(UUID id) {
        return ServerEvent.of("removed", json.writeValueAsBytes(Map.of("id", id)));
    }

    private ServerEvent published(PublishedComment comment) {
        return ServerEvent.of("published", json.writeValueAsBytes(comment));
    }

    private void remember(LiveThread thread, ShownComments now) {
        var more = now.size() - thread.size();
        if (thread.known() == null && remembered.get() + more > MOST_REMEMBERED) {
            throw Problem.unavailable(RETRY_AFTER_SECONDS).thrown();
        }
        watches.computeIfPresent(Name.of(thread), (name, watch) -> {
            if (watch.thread() == thread) {
                remembered.addAndGet(more);
                thread.know(now);
            }
            return watch;
        });
        thread.tellThatItLooked();
    }

    private void ended(LiveThread thread, int times, @Nullable Throwable failure) {
        if (failure != null) {
            giveUp(thread, failure);
        } else if (!thread.isAnswered(times)) {
            line.add(thread);
        }
        looking.decrementAndGet();
        pump();
    }

    /** Whoever comes next begins anew. */
    private void giveUp(LiveThread thread, Throwable failure) {
        log.info("The streams of a thread end: {}", failure.getMessage());
        watches.computeIfPresent(
                Name.of(thread), (name, watch) -> watch.thread() == thread ? forgotten(thread) : watch);
        thread.fail(failure);
    }

    /** For the tests: how many threads are watched. */
    int watched() {
        return watches.size();
    }
}
