package greenroom.fault;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.json.JsonMapper;

/** Readers who write: each sends one comment after the other, and each of them until it hears that it is kept. */
final class Writers implements AutoCloseable {
    private static final JsonMapper json = new JsonMapper();
    private static final int PATIENCE_SECONDS = 90;

    private final Ledger ledger;
    private final Calls calls;
    private final int number;
    private final ExecutorService threads;
    private volatile boolean atWork = true;

    Writers(URI service, Ledger ledger, int number) {
        this.ledger = ledger;
        this.calls = new Calls(service, ledger);
        this.number = number;
        this.threads = Executors.newFixedThreadPool(number);
    }

    void start() {
        for (int i = 0; i < number; i++) {
            var email = "writer-" + i + "@example.org";
            threads.execute(() -> write(email));
        }
    }

    private void write(String email) {
        while (atWork) {
            send(ledger.next(), email);
        }
    }

    private void send(Ledger.Sent comment, String email) {
        var body = "{\"thread\":{\"key\":\"%s\"},\"name\":\"Ayesha\",\"email\":\"%s\",\"body\":\"%s\"}"
                .formatted(comment.thread(), email, comment.text());
        calls.untilSettled(
                        "/api/v1/sites/demo/comments",
                        body,
                        answer -> answer.statusCode() == 202,
                        "Idempotency-Key",
                        comment.key())
                .ifPresentOrElse(
                        answer -> ledger.accepted(
                                comment, json.readTree(answer.body()).path("id").asString()),
                        ledger::givenUp);
    }

    /** Returns after that time, or when it is enough. */
    void goOn(Duration most, BooleanSupplier enough) throws InterruptedException {
        var end = System.nanoTime() + most.toNanos();
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Nobody begins anew; returns when everybody knows what became of their comment. */
    @Override
    public void close() {
        atWork = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Writers still wait for an answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
