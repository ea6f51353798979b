package greenroom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of the table.
 *
 * @param refused answers to submissions and decisions that were sent again, by their kind
 * @param givenUp sent again for a minute and never settled
 * @param untold stored without that anybody was told so
 * @param misdecided comments whose status, version and audit are not those of the decisions confirmed
 * @param longestGap between two acceptances
 */
record Outcome(
        String name,
        int sent,
        int accepted,
        Map<String, Long> refused,
        int givenUp,
        int lost,
        int doubled,
        int untold,
        int decisions,
        int misdecided,
        Duration longestGap) {
    private static final String LINE = "%-22s %9s %9s %8s %8s %5s %8s %10s %11s %9s  %s%n";

    static Outcome of(String name, Ledger ledger, Stored stored) {
        var refused = new TreeMap<String, Long>();
        ledger.refusals().forEach((kind, number) -> refused.put(kind, number.sum()));
        return new Outcome(
                name,
                ledger.sent(),
                ledger.accepted().size(),
                refused,
                ledger.givenUpInAll(),
                stored.lost(ledger.accepted()),
                stored.doubled(),
                stored.untold(ledger.accepted()),
                ledger.decisions(),
                stored.misdecided(ledger.decided()),
                ledger.longestGap());
    }

    static String heading() {
        return String.format(
                Locale.ROOT,
                LINE,
                "fault",
                "sent",
                "accepted",
                "refused",
                "given up",
                "lost",
                "doubled",
                "decisions",
                "misdecided",
                "gap s",
                "what was answered instead, and sent again");
    }

    String line() {
        return String.format(
                Locale.ROOT,
                LINE,
                name,
                sent,
                accepted,
                refusedInAll(),
                givenUp,
                lost,
                doubled,
                decisions,
                misdecided,
                String.format(Locale.ROOT, "%.2f", longestGap.toMillis() / 1000.0),
                refused.isEmpty() ? "" : refused);
    }

    private long refusedInAll() {
        return refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Nothing was lost and nothing done twice, and everybody was told in the end. */
    boolean isSound() {
        return accepted == sent && givenUp == 0 && lost == 0 && doubled == 0 && untold == 0 && misdecided == 0;
    }

    void isSoundOrElse() {
        assertThat(isSound()).as("%s", this).isTrue();
    }

    /** No answer of 500 or above came through the proxy, and no connection broke. */
    void nobodyNoticed() {
        assertThat(refused).as("%s", this).isEmpty();
    }
}
