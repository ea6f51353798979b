package greenroom.moderation;

import static greenroom.comment.Status.APPROVED;
import static greenroom.comment.Status.PENDING;
import static greenroom.comment.Status.REJECTED;
import static greenroom.comment.Status.SPAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.SameText;
import greenroom.postgres.Announcements;
import greenroom.postgres.Heard;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ConsequencesTests extends Deciding {
    @Autowired
    private Announcements announcements;

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
        var heard = Heard.of("thread", announcements);
        var quiet = desk.article(site);
        var spaced = desk.article(site, "a key/with spaces " + site);
        var ids = List.of(
                desk.comment(article).add(),
                desk.comment(article).add(),
                desk.comment(spaced).add());

        decide(desk.comment(quiet).add(), 1, REJECTED);
        decide(moderator, ids.stream().map(Deciding::approving).toArray(Decision[]::new));
        decide(ids.get(0), 2, SPAM);

        await().until(() -> heard.size() >= 3);
        assertThat(heard)
                .containsExactlyInAnyOrder(
                        site + " " + article.key(), site + " " + spaced.key(), site + " " + article.key());
    }
}
