package greenroom.journey;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** What a watcher has found and nobody has asked for yet. */
final class Found {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();

    void add(String what) {
        all.add(what);
    }

    /** Those that fit, which are then forgotten. */
    List<String> taken(Predicate<String> fits) {
        var taken = all.stream().filter(fits).toList();
        all.removeAll(taken);
        return taken;
    }
}
