package greenroom.ratelimit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sixty-four threads that start together. */
final class Crowd {

    private static final int THREADS = 64;

    private Crowd() {}

    /** Lets each thread ask so many times, and counts the yes. */
    static int countsYes(int times, Callable<Boolean> question) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return asks(times, question);
                }));
            }
            start.countDown();
            int yes = 0;
            for (Future<Integer> answer : answers) {
                yes += answer.get();
            }
            return yes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int asks(int times, Callable<Boolean> question) throws Exception {
        int yes = 0;
        for (int i = 0; i < times; i++) {
            if (question.call()) {
                yes++;
            }
        }
        return yes;
    }
}
