package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.EventStream;
import greenroom.web.ServerEvent;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A moderator who watches the desk: told of their sites only, and of nothing once they are signed out. */
final class DeskWatcher implements EventStream.Owner {
    private final Mono<Moderator> stillSignedIn;
    private final Consumer<DeskWatcher> joined;
    private final Consumer<DeskWatcher> left;
    private final AtomicReference<@Nullable EventStream> stream = new AtomicReference<>();
    private final AtomicBoolean unseen = new AtomicBoolean(true);
    private volatile Moderator moderator;

    DeskWatcher(
            Moderator moderator,
            Mono<Moderator> stillSignedIn,
            Consumer<DeskWatcher> joined,
            Consumer<DeskWatcher> left) {
        this.moderator = moderator;
        this.stillSignedIn = stillSignedIn;
        this.joined = joined;
        this.left = left;
    }

    /** True once, after its stream was opened. */
    boolean isNew() {
        return stream.get() != null && unseen.getAndSet(false);
    }

    boolean mayWorkOn(String site) {
        return moderator.mayWorkOn(site);
    }

    void tell(ServerEvent event) {
        var open = stream.get();
        if (open != null) {
            open.tell(event);
        }
    }

    @Override
    public void joined(EventStream opened) {
        stream.set(opened);
        joined.accept(this);
    }

    @Override
    public void left(EventStream closed) {
        left.accept(this);
    }

    /** While the store does not answer, nobody is told that they are signed out; the next beat asks again. */
    @Override
    public void beat(EventStream beating) {
        var unused = stillSignedIn.toFuture().whenComplete((now, failure) -> {
            if (now != null) {
                moderator = now;
            } else if (failure == null) {
                beating.end();
            }
        });
    }
}
