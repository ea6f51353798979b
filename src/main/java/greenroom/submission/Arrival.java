package greenroom.submission;

import greenroom.comment.Replies.Place;
import greenroom.ids.Ids;
import greenroom.privacy.EmailLookup;
import greenroom.privacy.SealedEmail;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way into the store: everything is computed, the store only has to take it. Digests are in hexadecimal.
 *
 * @param id of the comment to be; its time is the time of submission
 * @param authorId of the author to be, when this email is new to the site: the seal is bound to it
 * @param autoCloseDays after which its site's threads close by themselves; 0 for never
 * @param signals JSON array
 */
record Arrival(
        UUID id,
        int site,
        int autoCloseDays,
        Submission submission,
        Place place,
        UUID authorId,
        EmailLookup emailLookup,
        SealedEmail emailSealed,
        String status,
        String signals,
        float score,
        String receiptHash,
        String clientHash,
        @Nullable String idempotencyKey,
        @Nullable String fingerprint,
        String dedupeKey,
        String repeatKey) {
    Instant submittedAt() {
        return Ids.timeOf(id);
    }

    long submittedAtMillis() {
        return submittedAt().toEpochMilli();
    }

    @Override
    public String toString() {
        return "Arrival[" + id + "]";
    }
}
