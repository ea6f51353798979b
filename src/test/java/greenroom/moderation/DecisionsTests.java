package greenroom.moderation;

import static greenroom.comment.Status.APPROVED;
import static greenroom.comment.Status.PENDING;
import static greenroom.comment.Status.REJECTED;
import static greenroom.comment.Status.SPAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.SameText;
import greenroom.comment.Status;
import greenroom.ids.Ids;
import greenroom.moderation.DecisionResult.Outcome;
import greenroom.moderator.Moderator;
import greenroom.postgres.Announcements;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class DecisionsTests extends AtTheDesk {
    @Autowired
    private Decisions decisions;

    @Autowired
    private Announcements announcements;

    private Desk desk;
    private String site;
    private Desk.Article article;
    private Moderator moderator;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        article = desk.article(site);
        moderator = desk.moderator(site);
    }

    private List<DecisionResult> decide(Moderator by, Decision... some) {
        return Desk.got(decisions.decide(by, List.of(some)));
    }

    private DecisionResult decide(UUID id, int seen, Status to) {
        return decide(moderator, new Decision(id, seen, to, null)).get(0);
    }

    private static Decision approving(UUID id) {
        return new Decision(id, 1, APPROVED, null);
    }

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

        var results =
                decide(moderator, asked.stream().map(DecisionsTests::approving).toArray(Decision[]::new));

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
    void countsWhatAnAuthorHasApprovedAndRejected() {
        var author = desk.author(site, "ayesha@example.org");
        var first = desk.comment(article).by(author).add();
        var second = desk.comment(article).by(author).add();
        var third = desk.comment(article).by(author).add();

        decide(moderator, approving(first), approving(second), new Decision(third, 1, REJECTED, null));
        assertThat(counts(author)).isEqualTo("2/1");

        decide(moderator, new Decision(first, 2, REJECTED, null), new Decision(second, 2, SPAM, null));
        assertThat(counts(author)).isEqualTo("0/2");

        decide(moderator, new Decision(third, 2, PENDING, null));
        assertThat(counts(author)).isEqualTo("0/1");
    }

    private String counts(UUID author) {
        var row = desk.one("SELECT approved, rejected FROM author WHERE id = :id", Map.of("id", author));
        return row.get("approved") + "/" + row.get("rejected");
    }

    @Test
    void countsOnlyWhatReadersCanSee() {
        var parent = desk.comment(article).add();
        var child = desk.comment(article).under(parent).add();
        var grandchild = desk.comment(article).under(child).add();

        decide(moderator, approving(grandchild));
        assertThat(desk.count(article)).isZero();
        decide(moderator, approving(parent));
        assertThat(desk.count(article)).isEqualTo(1);
        decide(moderator, approving(child));
        assertThat(desk.count(article)).isEqualTo(3);
        decide(moderator, new Decision(parent, 2, SPAM, null));
        assertThat(desk.count(article)).isZero();
    }

    @Test
    void namesAThreadAfterTheFirstApprovedComment() {
        desk.comment(article)
                .on("Pending title", "https://news.example/pending")
                .add();
        var first = desk.comment(article)
                .on("First title", "https://news.example/first")
                .add();
        var second = desk.comment(article)
                .on("Second title", "https://news.example/second")
                .add();

        decide(moderator, approving(second), approving(first));

        assertThat(desk.thread(article))
                .containsEntry("title", "Second title")
                .containsEntry("url", "https://news.example/second")
                .containsEntry("named", true);

        decide(moderator, new Decision(second, 2, REJECTED, null), new Decision(first, 2, PENDING, null));
        decide(moderator, new Decision(first, 3, APPROVED, null));
        assertThat(desk.thread(article)).containsEntry("title", "Second title");
    }

    @Test
    void leavesTheNameThatAnAdminGaveAThread() {
        desk.run("UPDATE thread SET named = true, title = 'By an admin' WHERE id = :id", Map.of("id", article.id()));
        var id = desk.comment(article)
                .on("By a reader", "https://news.example/reader")
                .add();

        decide(moderator, approving(id));

        assertThat(desk.thread(article)).containsEntry("title", "By an admin").containsEntry("url", null);
    }

    @Test
    void keepsATextFromBeingSentAgainAsLongAsItsStatusAsksForIt() {
        var key = new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, (byte) desk.hashCode()};
        var client = new byte[] {9, 9};
        var repeat = hex(SameText.repeatKey(key, client));
        var id = desk.comment(article).digested(key, client).add();

        decide(id, 1, SPAM);
        assertThat(keys(id)).isEqualTo(hex(key) + " null");
        decide(id, 2, PENDING);
        assertThat(keys(id)).isEqualTo(hex(key) + " null");
        decide(id, 3, APPROVED);
        assertThat(keys(id)).isEqualTo("null " + repeat);
        decide(id, 4, SPAM);
        decide(id, 5, APPROVED);
        assertThat(keys(id)).isEqualTo("null " + repeat);
        decide(id, 6, REJECTED);
        assertThat(keys(id)).isEqualTo("null null");
    }

    private String keys(UUID id) {
        var row = desk.one(
                "SELECT encode(dedupe_key, 'hex') AS dedupe, encode(repeat_key, 'hex') AS repeat FROM comment WHERE id = :id",
                Map.of("id", id));
        return row.get("dedupe") + " " + row.get("repeat");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void announcesEachThreadThatReadersSeeOtherwiseOnce() {
        var heard = new CopyOnWriteArrayList<String>();
        announcements.listen("thread", new Announcements.Listener() {
            @Override
            public void announced(String payload) {
                heard.add(payload);
            }

            @Override
            public void missed() {
                heard.add("missed");
            }
        });
        await().until(announcements::connected);
        var quiet = desk.article(site);
        var spaced = desk.article(site, "a key/with spaces " + site);
        var ids = List.of(
                desk.comment(article).add(),
                desk.comment(article).add(),
                desk.comment(spaced).add());

        decide(desk.comment(quiet).add(), 1, REJECTED);
        decide(moderator, ids.stream().map(DecisionsTests::approving).toArray(Decision[]::new));
        decide(ids.get(0), 2, SPAM);

        await().until(() -> heard.size() >= 3);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        site + " " + article.key(), site + " " + spaced.key(), site + " " + article.key());
    }

    @Test
    void takesAHundredAtOnce() {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 100; i++) {
            ids.add(desk.comment(article).add());
        }

        var results =
                decide(moderator, ids.stream().map(DecisionsTests::approving).toArray(Decision[]::new));

        assertThat(results).extracting(DecisionResult::outcome).containsOnly(Outcome.APPLIED);
        assertThat(desk.count(article)).isEqualTo(100);
        assertThat(desk.number("SELECT count(*) AS n FROM audit WHERE site = :site", Map.of("site", site)))
                .isEqualTo(100);
    }
}
