package greenroom.moderation;

import greenroom.comment.Status;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Applies decisions. Status, version, audit, author's counts, the thread's count and name, and the announcement change in
 * one transaction.
 *
 * <p>Locks are taken in one order everywhere: comments by id, then authors by id, then threads by id.
 */
@Component
class Decisions {
    private final Transactions transactions;
    private final Judgements judgements;
    private final Consequences consequences;
    private final QueueMetrics metrics;

    Decisions(Transactions transactions, Judgements judgements, Consequences consequences, QueueMetrics metrics) {
        this.transactions = transactions;
        this.judgements = judgements;
        this.consequences = consequences;
        this.metrics = metrics;
    }

    /** The outcomes, in the order of the decisions, after the commit. */
    Mono<List<DecisionResult>> decide(Moderator by, List<Decision> decisions) {
        return transactions
                .whole(judged(by, decisions))
                .doOnNext(judged -> judged.forEach(this::count))
                .map(Decisions::results);
    }

    /** The same as a part of the caller's transaction, and not counted. */
    Mono<List<DecisionResult>> apply(Moderator by, List<Decision> decisions) {
        return judged(by, decisions).map(Decisions::results);
    }

    private Mono<List<Judged>> judged(Moderator by, List<Decision> decisions) {
        return judgements.of(by, decisions).delayUntil(judged -> consequences.of(by, judged));
    }

    private void count(Judged one) {
        var to = one.result().status();
        if (one.applied() && to != null) {
            metrics.decided(to);
        }
        if (one.leaves(Status.PENDING)) {
            metrics.waited(one.result().id());
        }
    }

    private static List<DecisionResult> results(List<Judged> judged) {
        return judged.stream().map(Judged::result).toList();
    }
}
