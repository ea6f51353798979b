package greenroom.postgres;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What must be done before the service serves, mostly with the database: one after the other, at each start. A failure stops
 * the start.
 */
@Component
public final class Preparations implements SmartLifecycle {
    private record Preparation(String what, Mono<?> work) {}

    private final List<Preparation> preparations = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /**
     * To be added when the service is put together.
     *
     * @param what says in the past tense what was under way, for who reads why the start failed
     */
    public void add(String what, Mono<?> work) {
        preparations.add(new Preparation(what, work));
    }

    @Override
    public void start() {
        preparations.forEach(preparation -> AtStart.await(preparation.work(), preparation.what()));
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and before the announcements do, whose first connection counts as a gap. */
    @Override
    public int getPhase() {
        return -10;
    }
}
