package greenroom.submission;

import greenroom.comment.Markdown;
import greenroom.comment.Rendering;
import greenroom.comment.Replies;
import greenroom.comment.Replies.Place;
import greenroom.ratelimit.Admission;
import greenroom.ratelimit.RateLimit;
import greenroom.screening.Found;
import greenroom.screening.Rules;
import greenroom.screening.Visit;
import greenroom.site.PageAddress;
import greenroom.site.Site;
import greenroom.site.Sites;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes a submission as far as the queue: site, fields, place in the thread, limits, screening, commit.
 *
 * <p>A retry of what is stored already is answered as the first time, whatever would refuse it now.
 */
@Component
final class Intake {
    private final Sites sites;
    private final PageAddress addresses;
    private final Replies replies;
    private final RateLimit limits;
    private final Arrivals arrivals;
    private final FormerLookups authors;
    private final CommitLine line;
    private final Crowd crowd;
    private final Turns turns;
    private final EarlierAnswers earlier;
    private final Rendering rendering;
    private final Rules rules;
    private final SubmissionMetrics metrics;

    Intake(
            Sites sites,
            PageAddress addresses,
            Replies replies,
            RateLimit limits,
            Arrivals arrivals,
            FormerLookups authors,
            CommitLine line,
            Crowd crowd,
            Turns turns,
            EarlierAnswers earlier,
            Rendering rendering,
            Rules rules,
            SubmissionMetrics metrics) {
        this.sites = sites;
        this.addresses = addresses;
        this.replies = replies;
        this.limits = limits;
        this.arrivals = arrivals;
        this.authors = authors;
        this.line = line;
        this.crowd = crowd;
        this.turns = turns;
        this.earlier = earlier;
        this.rendering = rendering;
        this.rules = rules;
        this.metrics = metrics;
        Words.load();
    }

    /** Whether there is no use in reading the request: it would only be refused. */
    boolean isFull() {
        return crowd.isFull() || line.isFull();
    }

    /**
     * Emits exactly one outcome, and {@link Outcome.Kept} only after the commit that stores it. Errors only when the store
     * fails before anything is sent to it.
     */
    Mono<Outcome> accept(String siteKey, SubmissionForm form, Sender sender) {
        return sites.named(siteKey)
                .map(site -> crowd.with(
                        Mono.defer(() -> read(site, form, sender)), Mono.just(Outcome.refused(Refusal.OVERLOADED))))
                .orElseGet(() -> Mono.just(Outcome.refused(Refusal.UNKNOWN_SITE)))
                .doOnNext(this::count);
    }

    private Mono<Outcome> read(Site site, SubmissionForm form, Sender sender) {
        var read = new SubmissionRules(site, addresses, sender.words());
        return read.read(form)
                .map(submission -> place(site, submission, sender))
                .orElseGet(() -> Mono.just(new Outcome.Refused(Refusal.INVALID_SUBMISSION, read.errors())));
    }

    private Mono<Outcome> place(Site site, Submission submission, Sender sender) {
        var parent = submission.parent();
        if (parent == null) {
            return admit(site, submission, Place.TOP, sender);
        }
        return replies.below(
                        site.id(), submission.threadKey(), parent, site.limits().depth())
                .flatMap(place -> admit(site, submission, place, sender))
                .switchIfEmpty(Mono.defer(() -> unlessStored(
                        Outcome.invalid(SubmissionRules.parentUnknown(sender.words())), site, submission, sender)));
    }

    private Mono<Outcome> admit(Site site, Submission submission, Place place, Sender sender) {
        if (site.closed()) {
            return unlessStored(Outcome.refused(Refusal.COMMENTS_CLOSED), site, submission, sender);
        }
        var draft = arrivals.draft(site, submission, sender);
        var turn = turns.begin(site.id(), sender.idempotencyKey());
        return limits.admit(sender.clientHash(), draft.authorKey(), site.key())
                .flatMap(admission ->
                        admission.allowed() ? store(draft, place, admission) : limited(draft, admission, turn))
                .doFinally(end -> turn.end());
    }

    /** The one that it repeats may be on its way still. */
    private Mono<Outcome> limited(Arrivals.Draft draft, Admission admission, Turns.Turn turn) {
        turn.end();
        var refusal = new Outcome.Limited(admission);
        return turn.others()
                .then(Mono.defer(() -> unlessStored(refusal, draft.site(), draft.submission(), draft.sender())));
    }

    /** What became of a body when it was looked at: its html, and what rules found. */
    private record Looked(String html, Found found) {}

    /** Rendered before it is stored: afterwards nothing may refuse it. */
    private Mono<Outcome> store(Arrivals.Draft draft, Place place, Admission admission) {
        var length = draft.submission().body().length();
        return rendering
                .render(length + rules.effort(draft.site().id(), length), () -> look(draft))
                .delayUntil(looked -> authors.known(draft))
                .flatMap(looked -> looked.found().refuses()
                        ? refuse(draft)
                        : commit(draft, arrivals.complete(draft, place, looked.found()), looked.html(), admission));
    }

    private Mono<Outcome> refuse(Arrivals.Draft draft) {
        var refusal = Outcome.invalid(SubmissionRules.bodyRefused(draft.sender().words()));
        return unlessStored(refusal, draft.site(), draft.submission(), draft.sender());
    }

    private Looked look(Arrivals.Draft draft) {
        var submission = draft.submission();
        var html = Markdown.toHtml(submission.body());
        var visit = new Visit(
                draft.site().id(),
                submission.name(),
                submission.body(),
                Visit.textOf(html),
                submission.email(),
                draft.sender().address(),
                draft.sender().userAgent());
        return new Looked(html, rules.find(visit));
    }

    private Mono<Outcome> commit(Arrivals.Draft draft, Arrival arrival, String html, Admission admission) {
        return line.commit(arrival).flatMap(commit -> outcome(draft, arrival, html, commit, admission));
    }

    private Mono<Outcome> outcome(
            Arrivals.Draft draft, Arrival arrival, String html, Commit commit, Admission admission) {
        if (commit instanceof Commit.Earlier replay) {
            return limits.giveBack(admission)
                    .thenReturn(new Outcome.Replayed(replay.id(), replay.submittedAt(), draft.submission(), html));
        }
        if (commit instanceof Commit.Turned turned) {
            return turned(turned.why(), admission);
        }
        return Mono.just(
                new Outcome.Kept(arrival.id(), arrival.submittedAt(), draft.submission(), html, draft.receipt()));
    }

    /** Who is asked to come again shortly must not find the door shut then. */
    private Mono<Outcome> turned(Refusal why, Admission admission) {
        var refused = Outcome.refused(why);
        return why == Refusal.OVERLOADED ? limits.giveBack(admission).thenReturn(refused) : Mono.just(refused);
    }

    private Mono<Outcome> unlessStored(Outcome refusal, Site site, Submission submission, Sender sender) {
        return earlier.of(site, submission, sender).defaultIfEmpty(refusal);
    }

    private void count(Outcome outcome) {
        metrics.count(outcome.fold(
                kept -> "accepted",
                replayed -> "replayed",
                refused -> refused.why().slug(),
                this::limited));
    }

    private String limited(Outcome.Limited limited) {
        limited.admission().refusal().ifPresent(refusal -> metrics.limited(refusal.by()));
        return "rate-limited";
    }
}
