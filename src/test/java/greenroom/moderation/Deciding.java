package greenroom.moderation;

import static greenroom.comment.Status.APPROVED;

import greenroom.comment.Status;
import greenroom.moderator.Moderator;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose tests decide. */
abstract class Deciding extends AtAnArticle {
    @Autowired
    Decisions decisions;

    List<DecisionResult> decide(Moderator by, Decision... some) {
        return Desk.got(decisions.decide(by, List.of(some)));
    }

    DecisionResult decide(UUID id, int seen, Status to) {
        return decide(moderator, new Decision(id, seen, to, null)).get(0);
    }

    static Decision approving(UUID id) {
        return new Decision(id, 1, APPROVED, null);
    }
}
