package greenroom.publication;

import greenroom.site.Site;
import greenroom.web.EventStream;
import greenroom.web.ServerEvent;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A thread that somebody watches on this replica: who does, and what they were told of it so far. */
final class LiveThread implements EventStream.Owner {
    private final Site site;
    private final String key;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<LiveThread> firstLook = new CompletableFuture<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean failed;
    private volatile @Nullable ShownComments known;

    LiveThread(Site site, String key) {
        this.site = site;
        this.key = key;
    }

    Site site() {
        return site;
    }

    String key() {
        return key;
    }

    /** This thread, once what is public of it is known. A reader who hangs up does not end what others wait for. */
    Mono<LiveThread> looked() {
        return Mono.fromFuture(firstLook, true);
    }

    /** Null before the first look. */
    @Nullable
    ShownComments known() {
        return known;
    }

    int size() {
        var comments = known;
        return comments == null ? 0 : comments.size();
    }

    void know(ShownComments now) {
        known = now;
    }

    void tellThatItLooked() {
        firstLook.complete(this);
    }

    /** @return whether it is the first to ask */
    boolean begins() {
        return begun.compareAndSet(false, true);
    }

    /** @return whether nobody has asked for a look yet, so that it is to be lined up */
    boolean asks() {
        return asked.getAndIncrement() == 0;
    }

    /** How often it was asked for a look. */
    int asked() {
        return asked.get();
    }

    /** @return whether nobody asked again since it was asked {@code times} */
    boolean isAnswered(int times) {
        return asked.compareAndSet(times, 0);
    }

    void tell(ServerEvent event) {
        streams.forEach(stream -> stream.tell(event));
    }

    /** What happens can be told no longer: readers come back and read anew. */
    void fail(Throwable failure) {
        failed = true;
        firstLook.completeExceptionally(failure);
        streams.forEach(EventStream::end);
    }

    @Override
    public void joined(EventStream stream) {
        streams.add(stream);
        if (failed) {
            stream.end();
        }
    }

    @Override
    public void left(EventStream stream) {
        streams.remove(stream);
    }
}
