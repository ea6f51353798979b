package greenroom.moderation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is doing, in its JSON form. Durations are seconds, days those of UTC.
 *
 * @param pending how many comments wait now
 * @param oldestPendingAge how long the oldest of them has waited; null when none waits
 * @param perDay every day that was asked for, oldest first, today last
 */
record Numbers(
        long pending,
        @Nullable Double oldestPendingAge,
        List<Day> perDay,
        TimeToDecision timeToDecision,
        List<Person> moderators) {
    /**
     * What happened on one day.
     *
     * @param submitted comments of that day, whatever became of them
     * @param approved decisions of that day, and so the other two
     * @param spam what moderators and the door itself put there
     */
    record Day(LocalDate day, long submitted, long approved, long rejected, long spam) {}

    /** From a submission to its first decision, of all first decisions of these days; null when there was none. */
    record TimeToDecision(@Nullable Double median, @Nullable Double p95) {}

    /** What one moderator did, and how long comments had waited for their first decision by them. */
    record Person(String username, long decisions, @Nullable Double median) {}
}
