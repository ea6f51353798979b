package greenroom.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the clients sent and were told while one fault came and went. */
final class Ledger {
    private static final int THREADS = 100;

    private final String run;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, Sent> accepted = new ConcurrentHashMap<>();
    private final Map<String, List<String>> decided = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Queue<String> undecided = new ConcurrentLinkedQueue<>();
    private final AtomicInteger givenUp = new AtomicInteger();
    private long lastAccepted = System.nanoTime();
    private long longestGap;

    /**
     * One comment on its way.
     *
     * @param key its {@code Idempotency-Key}
     */
    record Sent(String key, String thread, String text) {}

    /** @param run what its threads' keys begin with */
    Ledger(String run) {
        this.run = run;
    }

    String run() {
        return run;
    }

    Sent next() {
        var number = sent.incrementAndGet();
        return new Sent(run + "-" + number, run + "-" + number % THREADS, "Comment " + number + " of " + run);
    }

    void accepted(Sent comment, String id) {
        if (accepted.put(id, comment) == null) {
            undecided.add(id);
        }
        now();
    }

    private synchronized void now() {
        var now = System.nanoTime();
        longestGap = Math.max(longestGap, now - lastAccepted);
        lastAccepted = now;
    }

    /** Some answer that was none to the comment: it is sent again. */
    void refused(String how) {
        refusals.computeIfAbsent(how, key -> new LongAdder()).increment();
    }

    void givenUp() {
        givenUp.incrementAndGet();
    }

    /** Comments that no moderator looked at yet, fewer where there are not as many. */
    List<String> forTheDesk(int most) {
        var taken = new ArrayList<String>();
        for (var id = undecided.poll(); id != null && taken.size() < most; id = undecided.poll()) {
            taken.add(id);
        }
        return taken;
    }

    void decided(String id, String to) {
        decided.computeIfAbsent(id, key -> Collections.synchronizedList(new ArrayList<>()))
                .add(to);
    }

    int sent() {
        return sent.get();
    }

    Map<String, Sent> accepted() {
        return accepted;
    }

    Map<String, List<String>> decided() {
        return decided;
    }

    int decisions() {
        return decided.values().stream().mapToInt(List::size).sum();
    }

    /** How often each kind of answer came that was no acceptance. */
    Map<String, LongAdder> refusals() {
        return refusals;
    }

    int givenUpInAll() {
        return givenUp.get();
    }

    /** Between two acceptances, whoever they were for. */
    synchronized Duration longestGap() {
        return Duration.ofNanos(longestGap);
    }
}
