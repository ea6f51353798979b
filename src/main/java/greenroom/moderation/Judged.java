package greenroom.moderation;

import greenroom.comment.Status;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one decision, with what its {@link Consequences} depend on.
 *
 * @param place of the decision in the request
 * @param was the status that the decision found, null (like the rest) where there is no such comment
 * @param thread the store's number
 * @param author null also where nobody is known to have written it
 * @param site the store's number
 */
record Judged(
        int place,
        DecisionResult result,
        @Nullable Status was,
        @Nullable Long thread,
        @Nullable UUID author,
        @Nullable Integer site) {
    static Judged of(Readable row) {
        var outcome = DecisionResult.Outcome.of(row.get("outcome", String.class));
        var id = row.get("id", UUID.class);
        var isTold = outcome != DecisionResult.Outcome.NOT_FOUND && outcome != DecisionResult.Outcome.FORBIDDEN;
        var result = isTold
                ? new DecisionResult(
                        id,
                        outcome,
                        status(row, "status"),
                        row.get("version", Integer.class),
                        row.get("decided_by", String.class))
                : new DecisionResult(id, outcome, null, null, null);
        return new Judged(
                row.get("place", Integer.class),
                result,
                status(row, "was"),
                row.get("thread_id", Long.class),
                row.get("author_id", UUID.class),
                row.get("site_id", Integer.class));
    }

    private static @Nullable Status status(Readable row, String column) {
        return Status.of(String.valueOf(row.get(column, String.class))).orElse(null);
    }

    boolean applied() {
        return result.outcome() == DecisionResult.Outcome.APPLIED;
    }

    boolean becomes(Status status) {
        return applied() && result.status() == status;
    }

    boolean leaves(Status status) {
        return applied() && was == status;
    }
}
