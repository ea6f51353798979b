package greenroom.moderation;

import static greenroom.comment.Status.APPROVED;
import static greenroom.comment.Status.PENDING;
import static greenroom.comment.Status.REJECTED;
import static greenroom.comment.Status.SPAM;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import greenroom.ids.Ids;
import greenroom.moderation.DecisionResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecisionsTests extends Deciding {
    @Test
    void appliesADecisionAndWritesItDown() {
        var id = desk.comment(article).add();

        var result = decide(moderator, new Decision(id, 1, APPROVED, "A good point"));

        assertThat(result).containsExactly(new DecisionResult(id, Outcome.APPLIED, APPROVED, 2, moderator.username()));
        assertThat(desk.comment(id))
                .containsEntry("status", "approved")
                .containsEntry("version", 2)
                .containsEntry("decided_by", moderator.username())
                .extractingByKeys("decided_at", "published_at")
                .doesNotContainNull();
        assertThat(desk.audit(id)).containsExactly("decide pending approved " + moderator.username() + " A good point");
    }

    @Test
    void movesACommentBetweenAnyTwoStatuses() {
        var id = desk.comment(article).add();
        var moves = new ArrayList<String>();
        var version = 1;
        for (Status to :
                List.of(SPAM, APPROVED, PENDING, REJECTED, SPAM, REJECTED, APPROVED, SPAM, PENDING, APPROVED)) {
            moves.add(decide(id, version++, to).outcome() + " " + desk.status(id) + " " + desk.count(article));
        }

        assertThat(moves)
                .containsExactly(
                        "APPLIED spam 0",
                        "APPLIED approved 1",
                        "APPLIED pending 0",
                        "APPLIED rejected 0",
                        "APPLIED spam 0",
                        "APPLIED rejected 0",
                        "APPLIED approved 1",
                        "APPLIED spam 0",
                        "APPLIED pending 0",
                        "APPLIED approved 1");
        assertThat(desk.audit(id)).hasSize(10);
    }

    @Test
    void leavesACommentThatChangedSinceItWasSeen() {
        var id = desk.comment(article).add();
        decide(id, 1, REJECTED);

        var result = decide(id, 1, APPROVED);

        assertThat(result).isEqualTo(new DecisionResult(id, Outcome.CONFLICT, REJECTED, 2, moderator.username()));
        assertThat(desk.status(id)).isEqualTo("rejected");
        assertThat(desk.audit(id)).hasSize(1);
    }

    @Test
    void asksWhetherAnythingWouldChangeBeforeItAsksForTheVersion() {
        var id = desk.comment(article).add();
        decide(id, 1, APPROVED);

        assertThat(decide(id, 1, APPROVED).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(decide(id, 2, APPROVED).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(decide(id, 99, APPROVED))
                .isEqualTo(new DecisionResult(id, Outcome.UNCHANGED, APPROVED, 2, moderator.username()));
        assertThat(desk.version(id)).isEqualTo(2);
        assertThat(desk.audit(id)).hasSize(1);
    }

    @Test
    void leavesAWithdrawnCommentForGood() {
        var id = desk.comment(article).standing("withdrawn").add();

        for (Status to : List.of(PENDING, APPROVED, REJECTED, SPAM)) {
            assertThat(decide(id, 1, to))
                    .isEqualTo(new DecisionResult(id, Outcome.CONFLICT, Status.WITHDRAWN, 1, null));
        }
        assertThat(desk.audit(id)).isEmpty();
    }

    @Test
    void tellsNothingOfWhatIsNotThereOrNotTheirs() {
        var elsewhere = desk.comment(desk.article(desk.site())).add();
        var nowhere = Ids.next();

        assertThat(decide(moderator, approving(elsewhere), approving(nowhere)))
                .containsExactly(
                        new DecisionResult(elsewhere, Outcome.FORBIDDEN, null, null, null),
                        new DecisionResult(nowhere, Outcome.NOT_FOUND, null, null, null));
        assertThat(desk.status(elsewhere)).isEqualTo("pending");
    }

    @Test
    void answersInTheOrderOfTheRequestWhateverItsIds() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 6; i++) {
            ids.add(desk.comment(article).add());
        }
        decide(ids.get(1), 1, SPAM);
        var asked = List.of(ids.get(5), ids.get(1), Ids.next(), ids.get(0), ids.get(3));

        var results = decide(moderator, asked.stream().map(Deciding::approving).toArray(Decision[]::new));

        assertThat(results).extracting(DecisionResult::id).containsExactlyElementsOf(asked);
        assertThat(results)
                .extracting(DecisionResult::outcome)
                .containsExactly(
                        Outcome.APPLIED, Outcome.CONFLICT, Outcome.NOT_FOUND, Outcome.APPLIED, Outcome.APPLIED);
    }

    @Test
    void judgesTheSameCommentASecondTimeAfterTheFirst() {
        var id = desk.comment(article).add();

        var results = decide(
                moderator,
                new Decision(id, 1, APPROVED, "first"),
                new Decision(id, 1, SPAM, "second"),
                new Decision(id, 1, APPROVED, "third"),
                new Decision(id, 2, REJECTED, "fourth"));

        assertThat(results)
                .extracting(DecisionResult::outcome)
                .containsExactly(Outcome.APPLIED, Outcome.CONFLICT, Outcome.UNCHANGED, Outcome.APPLIED);
        assertThat(results).extracting(DecisionResult::version).containsExactly(2, 2, 2, 3);
        assertThat(desk.audit(id))
                .containsExactly(
                        "decide pending approved " + moderator.username() + " first",
                        "decide approved rejected " + moderator.username() + " fourth");
        assertThat(desk.count(article)).isZero();
    }

    @Test
    void asksForTheRightWhereItActs() {
        var id = desk.comment(article).add();
        desk.disable(moderator);

        assertThat(decide(id, 1, APPROVED).outcome()).isEqualTo(Outcome.FORBIDDEN);

        var other = desk.moderator(site);
        desk.run("UPDATE moderator SET sites = '{}' WHERE username = :name", Map.of("name", other.username()));
        assertThat(decide(other, approving(id)))
                .extracting(DecisionResult::outcome)
                .containsExactly(Outcome.FORBIDDEN);
        assertThat(desk.status(id)).isEqualTo("pending");
    }

    @Test
    void takesAHundredAtOnce() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 100; i++) {
            ids.add(desk.comment(article).add());
        }

        var results = decide(moderator, ids.stream().map(Deciding::approving).toArray(Decision[]::new));

        assertThat(results).extracting(DecisionResult::outcome).containsOnly(Outcome.APPLIED);
        assertThat(desk.count(article)).isEqualTo(100);
        assertThat(desk.number("SELECT count(*) AS n FROM audit WHERE site = :site", Map.of("site", site)))
                .isEqualTo(100);
    }
}
