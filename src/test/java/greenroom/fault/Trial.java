package greenroom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** One fault, while comments come in and are decided: what was lost by it, and how long nobody was served. */
final class Trial {
    private static final int BEFORE = 200;
    private static final int AFTER = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration UNTIL_SHOWN = Duration.ofSeconds(10);

    private final Stage stage;
    private final int writers;

    Trial(Stage stage, int writers) {
        this.stage = stage;
        this.writers = writers;
    }

    /**
     * @param wanted how many comments are to be accepted before, in and after the fault
     * @param most how long that may take beyond the service's recovery; with fewer it ends then
     */
    Outcome of(String name, Fault fault, int wanted, Duration most) throws InterruptedException, SQLException {
        var ledger = new Ledger(name.replace(' ', '-'));
        try (var decider = new Decider(stage.address(), ledger, stage.token());
                var writing = new Writers(stage.address(), ledger, writers)) {
            writing.start();
            decider.start();
            awaitAccepted(ledger, BEFORE);
            fault.strike();
            awaitReady();
            awaitAccepted(ledger, ledger.accepted().size() + AFTER);
            writing.goOn(most, () -> ledger.accepted().size() >= wanted);
        }
        var stored = Stored.of(stage, ledger.run());
        awaitShown(stored);
        return Outcome.of(name, ledger, stored);
    }

    private void awaitReady() {
        Awaitility.await("all replicas are ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> stage.replicas().stream().allMatch(Replica::isReady));
    }

    private static void awaitAccepted(Ledger ledger, int number) {
        Awaitility.await(number + " comments are accepted")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ledger.accepted().size() >= number);
    }

    /** What was decided shows on every replica, whatever announcements it missed. */
    private void awaitShown(Stored stored) {
        for (Replica replica : stage.replicas()) {
            Awaitility.await("what was decided shows on each replica")
                    .atMost(UNTIL_SHOWN)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(counts(replica, stored)).isEqualTo(stored.published()));
        }
    }

    private static Map<String, Integer> counts(Replica replica, Stored stored) {
        return replica.counts(stored.published().keySet());
    }
}
