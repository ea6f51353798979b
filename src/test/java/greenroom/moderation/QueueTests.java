package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import greenroom.moderation.QueueFilter.Sort;
import greenroom.moderator.Moderator;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueueTests extends AtAnArticle {
    private static final QueueFilter ANY =
            new QueueFilter(null, null, null, null, null, null, Period.EVER, Sort.OLDEST, 50, null);

    @Autowired
    private ModerationQueue queue;

    private List<UUID> found(Moderator me, QueueFilter filter) {
        return Desk.got(queue.page(me, filter)).comments().stream()
                .map(QueueItem::id)
                .toList();
    }

    private static QueueFilter of(@Nullable Status status) {
        return new QueueFilter(status, null, null, null, null, null, Period.EVER, Sort.OLDEST, 50, null);
    }

    @Test
    void showsACommentWithAllThatAModeratorNeeds() {
        var author = desk.author(site, "Ayesha.Khan@example.org");
        var id = desk.comment(article)
                .by(author)
                .named("Ayesha")
                .saying("Well **said**.")
                .on("A title", "https://news.example/a")
                .add();
        desk.run("""
                UPDATE comment SET signals = '[{"code": "links", "detail": "Two links", "weight": 3}]', score = 0.3,
                                   locale = 'ur'
                 WHERE id = :id
                """, Map.of("id", id));

        var item = Desk.got(queue.page(moderator, ANY)).comments().get(0);

        assertThat(item)
                .usingRecursiveComparison()
                .ignoringFields("submittedAt")
                .isEqualTo(new QueueItem(
                        id,
                        site,
                        new QueueItem.Article(article.key(), "A title", "https://news.example/a"),
                        null,
                        Status.PENDING,
                        1,
                        "Ayesha",
                        "A•••@example.org",
                        new QueueItem.Author(author, "normal", 0, 0),
                        "Well **said**.",
                        "<p>Well <strong>said</strong>.</p>",
                        "ur",
                        List.of(new QueueItem.Signal("links", "Two links")),
                        0.3f,
                        item.submittedAt(),
                        null,
                        null));
        assertThat(item.submittedAt()).isEqualTo(item.submittedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void listsEveryStatusUnlessOneIsAskedFor() {
        var ids = new LinkedHashMap<Status, UUID>();
        for (Status status : Status.values()) {
            ids.put(status, desk.comment(article).standing(status.code()).add());
        }

        assertThat(found(moderator, ANY)).containsExactlyElementsOf(ids.values());
        ids.forEach((status, id) -> assertThat(found(moderator, of(status))).containsExactly(id));
    }

    @Test
    void showsNobodyAnotherSitesComments() {
        var other = desk.site();
        var theirs = desk.comment(desk.article(other, article.key()))
                .by(desk.author(other, "a@example.org"))
                .saying("Everybody says this")
                .add();
        var ours = desk.comment(article).saying("Everybody says this").add();
        var author = (UUID) desk.comment(theirs).get("author_id");

        assertThat(found(moderator, ANY)).containsExactly(ours);
        assertThat(found(moderator, asking(null, article.key(), null, null))).containsExactly(ours);
        assertThat(found(moderator, asking(null, null, "everybody", null))).containsExactly(ours);
        assertThat(found(moderator, asking(null, null, null, author))).isEmpty();
        assertThat(found(moderator, asking(other, null, null, null))).isEmpty();
        assertThat(found(desk.moderator(site, other), asking(null, article.key(), null, null)))
                .containsExactly(theirs, ours);
        assertThat(found(desk.moderator(), asking(null, article.key(), null, null)))
                .containsExactly(theirs, ours);
    }

    private static QueueFilter asking(
            @Nullable String site, @Nullable String thread, @Nullable String words, @Nullable UUID author) {
        return new QueueFilter(null, site, thread, words, author, null, Period.EVER, Sort.OLDEST, 50, null);
    }

    @Test
    void showsNothingToWhoWasJustLimitedOrDisabled() {
        desk.comment(article).add();
        var unlimited = desk.moderator();
        desk.run(
                "UPDATE moderator SET sites = ARRAY['elsewhere'] WHERE username = :name",
                Map.of("name", unlimited.username()));
        desk.disable(moderator);

        assertThat(found(unlimited, ANY)).isEmpty();
        assertThat(found(moderator, ANY)).isEmpty();
    }

    @Test
    void filtersTogether() {
        var author = desk.author(site, "a@example.org");
        var second = desk.article(site);
        var wanted = desk.comment(second).by(author).saying("Ripe mangoes").add();
        desk.comment(article).by(author).saying("Ripe mangoes").add();
        desk.comment(second).saying("Ripe mangoes").add();
        desk.comment(second).by(author).saying("Ripe plums").add();
        desk.comment(second).by(author).saying("Ripe mangoes").standing("spam").add();

        assertThat(found(
                        moderator,
                        new QueueFilter(
                                Status.PENDING,
                                site,
                                second.key(),
                                "mangoes",
                                author,
                                null,
                                Period.EVER,
                                Sort.NEWEST,
                                50,
                                null)))
                .containsExactly(wanted);
        assertThat(found(moderator, asking(site, second.key(), "mangoes", null)))
                .hasSize(3);
        assertThat(found(moderator, asking(null, null, "ripe -mangoes", null))).hasSize(1);
    }

    @Test
    void findsWordsInNamesAndBodiesInAnyScript() {
        var english =
                desk.comment(article).saying("Mangoes are the king of fruits").add();
        var urdu = desk.comment(article)
                .named("عائشہ")
                .saying("آم پھلوں کا بادشاہ ہے")
                .add();

        assertThat(found(moderator, asking(null, null, "king MANGOES", null))).containsExactly(english);
        assertThat(found(moderator, asking(null, null, "\"king of fruits\"", null)))
                .containsExactly(english);
        assertThat(found(moderator, asking(null, null, "\"fruits of king\"", null)))
                .isEmpty();
        assertThat(found(moderator, asking(null, null, "عائشہ", null))).containsExactly(urdu);
        assertThat(found(moderator, asking(null, null, "بادشاہ", null))).containsExactly(urdu);
    }

    @Test
    void takesWhateverIsTypedAsWords() {
        desk.comment(article).saying("50% off _today_ it's \\ $1").add();

        for (String words :
                List.of("'", "''; DROP TABLE comment", "\\", "$1", "%", "_", "&", "|", "!", ":*", "(", "\"", "50%")) {
            assertThat(found(moderator, asking(null, null, words, null))).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void rendersLongBodiesToo() {
        desk.comment(article).saying("*word* ".repeat(1_400)).add();

        var item = Desk.got(queue.page(moderator, ANY)).comments().get(0);

        assertThat(item.html()).startsWith("<p><em>word</em> <em>word</em>").hasSizeGreaterThan(9_000);
    }
}
