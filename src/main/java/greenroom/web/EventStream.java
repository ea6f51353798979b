package greenroom.web;

import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One client's open stream of events, as {@link EventStreams} opened it.
 *
 * <p>Events that the client has not taken yet wait here, {@value #MOST_WAITING} at most: at one more, and at the second
 * heartbeat in which nothing was taken, its connection is cut. The client connects again and reads anew what it shows.
 *
 * <p>Telling never blocks, and may be done from any thread; of several threads at once one sends for all.
 */
public final class EventStream implements Publisher<ServerEvent>, Subscription {
    static final int MOST_WAITING = 256;

    /** Who has something to tell to a stream. Called on threads that must not be blocked. */
    public interface Owner {
        /** From now on {@code stream} is to be told. Its client reads what there is after this. */
        void joined(EventStream stream);

        /** It is over, whoever ended it; called once, for each that joined. */
        void left(EventStream stream);

        /** Called about every heartbeat, at least every 20 s: whoever may listen no longer is to be ended. */
        default void beat(EventStream stream) {}
    }

    private final Owner owner;
    private final ServerEvent greeting;
    private final Runnable cut;
    private final Queue<ServerEvent> waiting = new ArrayDeque<>(1);
    private @Nullable Subscriber<? super ServerEvent> subscriber;
    private long demand;
    private boolean emitting;
    private boolean ending;
    private boolean over;
    private boolean wasWaiting;

    /** @param cut ends the connection, whatever is still on its way */
    EventStream(Owner owner, ServerEvent greeting, Runnable cut) {
        this.owner = owner;
        this.greeting = greeting;
        this.cut = cut;
    }

    /** Sends the event when those before it are sent; does nothing once the stream is over. */
    public void tell(ServerEvent event) {
        switch (offer(event)) {
            case MINE_TO_SEND -> emit();
            case FULL -> cutOff();
            case LEFT_WAITING -> {}
        }
    }

    private enum Offer {
        MINE_TO_SEND,
        LEFT_WAITING,
        FULL
    }

    private synchronized Offer offer(ServerEvent event) {
        if (ending || over) {
            return Offer.LEFT_WAITING;
        }
        if (waiting.size() >= MOST_WAITING) {
            return Offer.FULL;
        }
        waiting.add(event);
        return maySend() ? Offer.MINE_TO_SEND : Offer.LEFT_WAITING;
    }

    private boolean maySend() {
        if (over || emitting || subscriber == null || (demand == 0 && !isDone())) {
            return false;
        }
        emitting = true;
        return true;
    }

    private boolean isDone() {
        return ending && waiting.isEmpty();
    }

    /** Lets the client take what waits, and then ends. */
    public void end() {
        if (beginsToEnd(null)) {
            emit();
        }
    }

    /** The same with a last word. */
    void end(ServerEvent farewell) {
        if (beginsToEnd(farewell)) {
            emit();
        }
    }

    private synchronized boolean beginsToEnd(@Nullable ServerEvent farewell) {
        if (farewell != null && !ending) {
            waiting.add(farewell);
        }
        ending = true;
        return maySend();
    }

    /** Ends the connection: nothing more reaches the client. */
    void cutOff() {
        if (becomesOver()) {
            cut.run();
        }
    }

    private synchronized boolean becomesOver() {
        var isFirst = !over;
        over = true;
        waiting.clear();
        return isFirst;
    }

    /**
     * Says that it is still here, unless something else waits to be said.
     *
     * @return false if the client has taken nothing since the last beat, and the stream was cut for it
     */
    boolean beat() {
        owner.beat(this);
        if (isStuck()) {
            cutOff();
            return false;
        }
        if (isSilent()) {
            tell(ServerEvent.HEARTBEAT);
        }
        return true;
    }

    private synchronized boolean isStuck() {
        var stuck = wasWaiting && !over;
        wasWaiting = !waiting.isEmpty();
        return stuck && wasWaiting;
    }

    private synchronized boolean isSilent() {
        return waiting.isEmpty();
    }

    private void emit() {
        var to = Objects.requireNonNull(subscriber);
        for (var event = next(); event != null; event = next()) {
            if (event == ServerEvent.END) {
                to.onComplete();
                return;
            }
            to.onNext(event);
        }
    }

    /** What to send now; null when the turn is over, and whoever comes next may take it. */
    private synchronized @Nullable ServerEvent next() {
        if (!over && isDone()) {
            over = true;
            return ServerEvent.END;
        }
        var event = !over && demand > 0 ? waiting.poll() : null;
        if (event == null) {
            emitting = false;
        } else {
            demand--;
            wasWaiting = false;
        }
        return event;
    }

    @Override
    public void subscribe(Subscriber<? super ServerEvent> newSubscriber) {
        begin(newSubscriber);
        newSubscriber.onSubscribe(this);
    }

    /** The greeting comes first, whatever is told meanwhile. */
    private synchronized void begin(Subscriber<? super ServerEvent> newSubscriber) {
        if (subscriber != null) {
            throw new IllegalStateException("A stream has one subscriber");
        }
        waiting.add(greeting);
        subscriber = newSubscriber;
    }

    @Override
    public void request(long more) {
        if (isWanted(more)) {
            emit();
        }
    }

    private synchronized boolean isWanted(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        return maySend();
    }

    @Override
    public void cancel() {
        var unused = becomesOver();
    }

    Owner owner() {
        return owner;
    }
}
