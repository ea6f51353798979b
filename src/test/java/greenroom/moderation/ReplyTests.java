package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplyTests extends AtAnArticle {
    private Staff.Answer reply(UUID to, String body) {
        return staff.post("/api/v1/moderation/comments/" + to + "/reply", Map.of("body", body));
    }

    @Test
    void publishesAnAnswerByTheModerator() {
        var parent = desk.comment(article).standing("approved").add();

        var answer = reply(parent, " Thank **you**. ");

        assertThat(answer.status()).isEqualTo(201);
        var reply = answer.json();
        assertThat(reply.path("status").asString()).isEqualTo("approved");
        assertThat(reply.path("name").asString()).isEqualTo(moderator.displayName());
        assertThat(reply.path("html").asString()).isEqualTo("<p>Thank <strong>you</strong>.</p>");
        assertThat(reply.path("parent").asString()).isEqualTo(parent.toString());
        assertThat(reply.path("author").isNull()).isTrue();
        assertThat(reply.path("email").isNull()).isTrue();
        assertThat(reply.path("decidedBy").asString()).isEqualTo(moderator.username());
        var id = UUID.fromString(reply.path("id").asString());
        assertThat(desk.comment(id))
                .containsEntry("by_moderator", moderator.username())
                .containsEntry("root_id", parent)
                .containsEntry("depth", (short) 2)
                .extractingByKey("published_at")
                .isNotNull();
        assertThat(desk.audit(id)).containsExactly("reply - approved " + moderator.username());
        assertThat(desk.audit(parent)).isEmpty();
        assertThat(desk.count(article)).isEqualTo(2);
    }

    @Test
    void approvesWhatItAnswers() {
        var author = desk.author(site, "ayesha@example.org");
        var parent = desk.comment(article)
                .by(author)
                .on("A title", "https://news.example/a")
                .add();

        assertThat(reply(parent, "Thank you.").status()).isEqualTo(201);

        assertThat(desk.status(parent)).isEqualTo("approved");
        assertThat(desk.audit(parent)).containsExactly("decide pending approved " + moderator.username());
        assertThat(desk.count(article)).isEqualTo(2);
        assertThat(desk.thread(article)).containsEntry("title", "A title");
        assertThat(desk.one("SELECT approved FROM author WHERE id = :id", Map.of("id", author)))
                .containsEntry("approved", 1);
    }

    @Test
    void answersNothingThatIsRejectedOrGone() {
        for (String status : new String[] {"rejected", "spam", "withdrawn"}) {
            var parent = desk.comment(article).standing(status).add();

            assertThat(reply(parent, "Thank you.").problem()).isEqualTo("conflict");
            assertThat(desk.status(parent)).isEqualTo(status);
        }
        assertThat(desk.number("SELECT count(*) AS n FROM comment WHERE thread_id = :id", Map.of("id", article.id())))
                .isEqualTo(3);
    }

    @Test
    void hangsUnderTheDeepestAncestorThatTheSiteAllows() {
        var shallow = desk.site("{\"depth\": 3}");
        var thread = desk.article(shallow);
        var one = desk.comment(thread).standing("approved").add();
        var two = desk.comment(thread).under(one).standing("approved").add();
        var three = desk.comment(thread).under(two).standing("approved").add();
        var theirs = new Staff(http, desk.token(desk.moderator(shallow)));

        var reply = theirs.post("/api/v1/moderation/comments/" + three + "/reply", Map.of("body", "Too deep"))
                .json();

        assertThat(reply.path("parent").asString()).isEqualTo(two.toString());
        assertThat(desk.comment(UUID.fromString(reply.path("id").asString())))
                .containsEntry("depth", (short) 3)
                .containsEntry("root_id", one);

        var flat = desk.site("{\"depth\": 1}");
        var top = desk.comment(desk.article(flat)).standing("approved").add();
        var their = new Staff(http, desk.token(desk.moderator(flat)));
        assertThat(their.post("/api/v1/moderation/comments/" + top + "/reply", Map.of("body", "At the top"))
                        .json()
                        .path("parent")
                        .isNull())
                .isTrue();
    }

    @Test
    void isHiddenAsLongAsAnAncestorIs() {
        var hidden = desk.comment(article).add();
        var child = desk.comment(article).under(hidden).standing("approved").add();

        assertThat(reply(child, "Thank you.").status()).isEqualTo(201);

        assertThat(desk.count(article)).isZero();
    }

    @Test
    void refusesWhatIsNotTheirsOrNoText() {
        var elsewhere = desk.comment(desk.article(desk.site())).add();
        var parent = desk.comment(article).add();

        assertThat(reply(elsewhere, "Thank you.").problem()).isEqualTo("forbidden");
        assertThat(reply(UUID.fromString("01936f6e-8a4b-7c3d-9e2f-0123456789ab"), "Thank you.")
                        .problem())
                .isEqualTo("not-found");
        assertThat(reply(parent, " ").errors()).containsExactly("/body body-required");
        assertThat(staff.post("/api/v1/moderation/comments/" + parent + "/reply", Map.of())
                        .errors())
                .containsExactly("/body body-required");
        assertThat(desk.status(parent)).isEqualTo("pending");
    }
}
