package greenroom.submission;

import greenroom.comment.Status;
import greenroom.privacy.EmailLookup;
import greenroom.site.Site;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as its author may see it, who holds its receipt.
 *
 * @param status as it is; what the machine took for spam is shown as waiting
 * @param signals JSON array
 */
record OwnCopy(
        UUID id,
        Site site,
        String thread,
        long threadId,
        @Nullable UUID author,
        @Nullable EmailLookup lookup,
        Status status,
        int version,
        String name,
        String body,
        String signals,
        Instant submittedAt) {
    boolean mayBeEdited(Instant now) {
        return status.asItsAuthorSeesIt() == Status.PENDING && now.isBefore(editableUntil());
    }

    Instant editableUntil() {
        return submittedAt.plus(site.limits().editWindow());
    }

    @Override
    public String toString() {
        return "OwnCopy[" + id + "]";
    }
}
