package greenroom.submission;

import greenroom.comment.Markdown;
import greenroom.comment.Rendering;
import greenroom.postgres.CommitConnections;
import greenroom.site.Site;
import greenroom.submission.SubmissionStore.Keyed;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the answer that a request with this idempotency key has had already. */
@Component
final class EarlierAnswers {
    private final CommitConnections connections;
    private final SubmissionStore store;
    private final Digests digests;
    private final Rendering rendering;

    EarlierAnswers(CommitConnections connections, SubmissionStore store, Digests digests, Rendering rendering) {
        this.connections = connections;
        this.store = store;
        this.digests = digests;
        this.rendering = rendering;
    }

    /** Empty where no key came along, or it was not used: then whatever refuses the request stands. */
    Mono<Outcome> of(Site site, Submission submission, Sender sender) {
        var key = sender.idempotencyKey();
        if (key == null) {
            return Mono.empty();
        }
        return connections
                .with(connection -> store.byKey(connection, site.id(), key))
                .flatMap(keyed -> answer(site, submission, keyed));
    }

    private Mono<Outcome> answer(Site site, Submission submission, Keyed keyed) {
        if (!digests.fingerprint(site.id(), submission).equals(keyed.fingerprint())) {
            return Mono.just(Outcome.refused(Refusal.IDEMPOTENCY_KEY_REUSED));
        }
        var body = submission.body();
        return rendering.render(
                body.length(),
                () -> new Outcome.Replayed(keyed.id(), keyed.submittedAt(), submission, Markdown.toHtml(body)));
    }
}
