package greenroom.fault;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A moderator who decides on what came in, ten comments at a time, and changes their mind about some of them at once. A
 * decision of which they heard nothing is sent again: it holds the version that it is about.
 */
final class Decider implements AutoCloseable {
    private static final JsonMapper json = new JsonMapper();
    private static final List<String> DECISIONS = List.of("approved", "rejected", "spam");
    private static final int AT_ONCE = 10;
    private static final int PATIENCE_SECONDS = 90;

    private final Ledger ledger;
    private final Calls calls;
    private final String token;
    private final Thread work;
    private volatile boolean atWork = true;

    private record Decision(String id, int version, String to) {
        String json() {
            return "{\"id\":\"%s\",\"version\":%d,\"to\":\"%s\"}".formatted(id, version, to);
        }
    }

    Decider(URI service, Ledger ledger, String token) {
        this.ledger = ledger;
        this.calls = new Calls(service, ledger);
        this.token = token;
        this.work = new Thread(this::work, "moderator");
    }

    void start() {
        work.start();
    }

    private void work() {
        while (atWork) {
            var first = ledger.forTheDesk(AT_ONCE).stream()
                    .map(id -> new Decision(id, 1, anyBut("pending")))
                    .toList();
            if (!first.isEmpty()) {
                var second = first.stream()
                        .filter(decision -> ThreadLocalRandom.current().nextInt(3) == 0)
                        .map(decision -> new Decision(decision.id(), 2, anyBut(decision.to())))
                        .toList();
                decide(first);
                decide(second);
            }
            pause();
        }
    }

    private static String anyBut(String status) {
        var others = new ArrayList<>(DECISIONS);
        others.remove(status);
        return others.get(ThreadLocalRandom.current().nextInt(others.size()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decide(List<Decision> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        var body = "{\"decisions\":[%s]}"
                .formatted(
                        String.join(",", decisions.stream().map(Decision::json).toList()));
        calls.untilSettled(
                        "/api/v1/moderation/decisions",
                        body,
                        answer -> answer.statusCode() == 200,
                        "Authorization",
                        "Bearer " + token)
                .ifPresentOrElse(
                        answer -> note(decisions, json.readTree(answer.body()).path("results")), ledger::givenUp);
    }

    private void note(List<Decision> decisions, JsonNode results) {
        for (int i = 0; i < decisions.size(); i++) {
            var outcome = results.path(i).path("outcome").asString();
            if (outcome.equals("applied") || outcome.equals("unchanged")) {
                ledger.decided(decisions.get(i).id(), decisions.get(i).to());
            } else {
                ledger.refused("decision " + outcome);
            }
        }
    }

    @Override
    public void close() {
        atWork = false;
        try {
            work.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (work.isAlive()) {
            throw new IllegalStateException("The moderator still waits for an answer");
        }
    }
}
