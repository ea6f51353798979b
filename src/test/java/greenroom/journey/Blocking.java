package greenroom.journey;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingMethod;

/** Notes every call that blocks a thread which must not block, with who made it; the call itself goes on. */
final class Blocking {
    private static final Found found = new Found();
    private static final int DEEPEST = 25;
    private static final AtomicBoolean watching = new AtomicBoolean();

    private Blocking() {}

    static void watch() {
        if (watching.compareAndSet(false, true)) {
            BlockHound.builder()
                    .loadIntegrations()
                    // reads /dev/urandom, which does not wait once the machine is up
                    .allowBlockingCallsInside("java.security.SecureRandom", "nextBytes")
                    .allowBlockingCallsInside("sun.security.provider.NativePRNG", "engineNextBytes")
                    // two threads that take memory at once: one waits until the other has noted it
                    .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                    // a class is read from its jar the first time that it is used
                    .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                    // two threads that meet a type for the first time: one waits until the other has built its reader
                    .allowBlockingCallsInside(
                            "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer")
                    // the tests' own check of answers reads schemas from jars
                    .allowBlockingCallsInside("greenroom.contract.Schemas", "schema")
                    .allowBlockingCallsInside("greenroom.contract.Schemas", "complaints")
                    // hands work over to another thread: its lock is held for as long as it takes to add to a queue
                    .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "execute")
                    .blockingMethodCallback(Blocking::note)
                    .install();
        }
    }

    private static void note(BlockingMethod method) {
        if (StackWalker.getInstance().walk(frames -> frames.anyMatch(Blocking::waitsForWork))) {
            return;
        }
        var by = StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::toString)
                        .filter(Blocking::tells)
                        .limit(DEEPEST)
                        .collect(Collectors.joining("\n    ")));
        found.add(method + " on " + Thread.currentThread().getName() + "\n    " + by);
    }

    /** An idle thread of a pool; BlockHound knows it as one only if it became idle after BlockHound was installed. */
    private static boolean waitsForWork(StackWalker.StackFrame frame) {
        return frame.getClassName().equals("java.util.concurrent.ThreadPoolExecutor")
                && frame.getMethodName().equals("getTask");
    }

    private static boolean tells(String frame) {
        return !frame.startsWith("java.base/")
                && !frame.startsWith("reactor.")
                && !frame.startsWith("greenroom.journey.Blocking.");
    }

    static List<String> taken(Predicate<String> fits) {
        return found.taken(fits);
    }
}
