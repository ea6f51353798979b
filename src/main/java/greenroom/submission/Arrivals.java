package greenroom.submission;

import greenroom.comment.Replies.Place;
import greenroom.comment.SameText;
import greenroom.comment.Status;
import greenroom.ids.Ids;
import greenroom.ids.Secret;
import greenroom.privacy.EmailLookup;
import greenroom.privacy.Emails;
import greenroom.screening.Found;
import greenroom.screening.Screened;
import greenroom.screening.Screening;
import greenroom.site.Site;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a submission the row that the store takes: ids, seals, digests, signals. */
@Component
final class Arrivals {
    private final Emails emails;
    private final Digests digests;
    private final SameText sameText;
    private final Screening screening;
    private final JsonMapper json;

    Arrivals(Emails emails, Digests digests, SameText sameText, Screening screening, JsonMapper json) {
        this.emails = emails;
        this.digests = digests;
        this.sameText = sameText;
        this.screening = screening;
        this.json = json;
    }

    /** What must be known before the limits are asked. {@code lookups} are the email's, the present key's first. */
    record Draft(Site site, Submission submission, Sender sender, List<EmailLookup> lookups, Secret receipt) {
        String authorKey() {
            return site.key() + ":" + Digests.lookup(lookups.get(0));
        }

        @Override
        public String toString() {
            return "Draft[]";
        }
    }

    Draft draft(Site site, Submission submission, Sender sender) {
        return new Draft(site, submission, sender, emails.lookups(submission.email(), site.key()), Secret.next());
    }

    Arrival complete(Draft draft, Place place, Found found) {
        var site = draft.site();
        var submission = draft.submission();
        var lookup = draft.lookups().get(0);
        var authorId = Ids.next();
        var noticed = screening
                .screen(submission.name(), submission.body(), submission.trap(), Screening.LINKS_ALLOWED)
                .with(found);
        var dedupeKey = sameText.dedupeKey(site.id(), submission.threadKey(), lookup, submission.body());
        var sender = draft.sender();
        return new Arrival(
                Ids.next(),
                site.id(),
                site.autoCloseDays(),
                submission,
                place,
                authorId,
                lookup,
                emails.seal(submission.email(), site.key(), authorId),
                status(noticed).code(),
                signals(noticed),
                (float) noticed.score(),
                Digests.of(draft.receipt().hash()),
                sender.clientHash(),
                sender.idempotencyKey(),
                sender.idempotencyKey() == null ? null : digests.fingerprint(site.id(), submission),
                Digests.of(dedupeKey),
                Digests.of(SameText.repeatKey(dedupeKey, Digests.bytes(sender.clientHash()))));
    }

    private static Status status(Screened noticed) {
        return noticed.spam() ? Status.SPAM : Status.PENDING;
    }

    private String signals(Screened noticed) {
        return noticed.signals().isEmpty() ? "[]" : json.writeValueAsString(noticed.signals());
    }
}
