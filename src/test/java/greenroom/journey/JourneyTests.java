package greenroom.journey;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.service.Admin;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What happens to a comment from the form to the page, by reader and moderator. */
class JourneyTests extends RunningService {
    private Admin admin;
    private String thread;

    @BeforeEach
    void signIn() {
        admin = Admin.signedIn(port, http);
        thread = newThread();
    }

    private Reader.Comment approved(String body) {
        var comment = reader.submits(aSubmission().to(thread).saying(body));
        admin.approves(comment.id());
        await().until(() -> reader.sees(thread).contains("<p>" + body + "</p>"));
        return comment;
    }

    private void assertGone(String html) {
        await("readers do not see it any more").until(() -> !reader.sees(thread).contains(html));
    }

    @Test
    void keepsACommentOutOfTheThreadUntilAModeratorSaysYes() {
        var comment = reader.submits(aSubmission().to(thread));
        assertThat(comment.answer().path("status").asString()).isEqualTo("pending");
        assertThat(reader.sees(thread)).isEmpty();
        assertThat(admin.sees(comment.id()).path("body").asString()).isEqualTo("Well said.");

        admin.approves(comment.id());

        await().until(() -> !reader.sees(thread).isEmpty());
        assertThat(reader.sees(thread)).containsExactly("<p>Well said.</p>");
        assertThat(reader.looksAt(comment).path("status").asString()).isEqualTo("approved");
    }

    @Test
    void hangsAReplyUnderWhatItAnswers() {
        var question = approved("Who counted them?");
        var answer =
                reader.submits(aSubmission().to(thread).answering(question.id()).saying("The ministry did."));
        assertThat(reader.sees(thread)).hasSize(1);

        admin.approves(answer.id());

        await().until(() -> reader.reads(thread).path("thread").path("count").asInt() == 2);
        var shown = reader.reads(thread).path("comments").path(0);
        assertThat(shown.path("id").asString()).isEqualTo(question.id());
        assertThat(shown.path("replies").path(0).path("id").asString()).isEqualTo(answer.id());
        assertThat(shown.path("replies").path(0).path("parent").asString()).isEqualTo(question.id());

        admin.moves(question.id(), "rejected");

        await("the reply goes with it").until(() -> reader.sees(thread).isEmpty());
        assertThat(reader.reads(thread).path("thread").path("count").asInt()).isZero();
    }

    @Test
    void aModeratorsReplyApprovesWhatItAnswers() {
        var question = reader.submits(aSubmission().to(thread).saying("Who counted them?"));

        admin.replies(question.id(), "The ministry did.");

        await().until(() -> reader.sees(thread).size() == 2);
        var shown = reader.reads(thread).path("comments").path(0);
        assertThat(shown.path("byModerator").asBoolean()).isFalse();
        assertThat(shown.path("replies").path(0).path("byModerator").asBoolean())
                .isTrue();
    }

    @Test
    void whatIsTakenBackOrRefusedDisappears() {
        var takenBack = approved("I take this back.");
        reader.withdraws(takenBack);
        assertGone("<p>I take this back.</p>");
        var refused = approved("This is refused.");
        admin.moves(refused.id(), "rejected");
        assertGone("<p>This is refused.</p>");
        var spam = approved("This is spam.");
        admin.moves(spam.id(), "spam");
        assertGone("<p>This is spam.</p>");

        assertThat(reader.looksAt(takenBack).path("status").asString()).isEqualTo("withdrawn");
        assertThat(reader.looksAt(refused).path("status").asString()).isEqualTo("rejected");
        assertThat(reader.looksAt(spam).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void anEditShowsWhatItBecame() {
        var comment = approved("Well sayd.");

        admin.edits(comment.id(), "Well said.");

        await().until(() -> reader.sees(thread).contains("<p>Well said.</p>"));
        assertThat(reader.sees(thread)).hasSize(1);
    }

    @Test
    void showsUrduFromRightToLeftAndEmojiWhole() {
        var urdu = reader.submits(aSubmission()
                .to(thread)
                .named("عائشہ")
                .saying("بہت خوب لکھا ہے۔\n\nI agree 👩‍💻🇵🇰")
                .with("locale", "ur"));
        admin.approves(urdu.id());

        await().until(() -> !reader.sees(thread).isEmpty());
        var shown = reader.reads(thread).path("comments").path(0);
        assertThat(shown.path("html").asString())
                .isEqualTo("<p dir=\"rtl\">بہت خوب لکھا ہے۔</p>\n<p>I agree 👩‍💻🇵🇰</p>");
        assertThat(shown.path("name").asString()).isEqualTo("عائشہ");
        assertThat(shown.path("locale").asString()).isEqualTo("ur");
    }

    @Test
    void namesAThreadAfterTheFirstApprovedCommentAndNeverBefore() {
        var first = reader.submits(aSubmission().with("thread", article("The first title")));
        var second = reader.submits(aSubmission().with("thread", article("Another title")));
        assertThat(title().isNull()).isTrue();
        assertThat(admin.sees(second.id()).path("thread").path("title").asString())
                .isEqualTo("Another title");

        admin.approves(second.id());
        await().until(() -> !title().isNull());
        admin.approves(first.id());
        await().until(() -> reader.sees(thread).size() == 2);

        assertThat(title().asString()).isEqualTo("Another title");
        assertThat(reader.reads(thread).path("thread").path("url").asString()).isEqualTo(ORIGIN + "/" + thread);
    }

    private Map<String, Object> article(String title) {
        return Map.of("key", thread, "url", ORIGIN + "/" + thread, "title", title);
    }

    private JsonNode title() {
        return reader.reads(thread).path("thread").path("title");
    }

    @Test
    void drawsAnAvatarFromTheNameAndNeverFromTheEmail() {
        var email = newEmail();
        admin.approves(reader.submits(
                        aSubmission().to(thread).from(email).named("Ayesha").saying("The first."))
                .id());
        admin.approves(reader.submits(
                        aSubmission().to(thread).from(email).named("Bilal").saying("The second."))
                .id());
        admin.approves(reader.submits(aSubmission().to(thread).named("Ayesha").saying("The third."))
                .id());

        await().until(() -> reader.sees(thread).size() == 3);
        var avatars = reader.reads(thread)
                .path("comments")
                .valueStream()
                .map(comment -> comment.path("avatar").asString())
                .toList();
        assertThat(avatars.get(0)).isNotEqualTo(avatars.get(1)).isEqualTo(avatars.get(2));
    }

    @Test
    void givesAPersonAllThatIsHeldOfThemAndForgetsThem() {
        var email = newEmail();
        var comment = reader.submits(aSubmission().to(thread).from(email));
        admin.approves(comment.id());
        await().until(() -> !reader.sees(thread).isEmpty());
        assertThat(admin.reveals(comment.id())).isEqualTo(email);
        var held = admin.exports(email);
        assertThat(held.path("comments").path(0).path("body").asString()).isEqualTo("Well said.");
        assertThat(held.toString()).contains(email);

        assertThat(admin.erases(email, "keep")).isEqualTo(1);

        await().until(() -> reader.reads(thread)
                .path("comments")
                .path(0)
                .path("name")
                .asString()
                .equals("Anonymous"));
        assertThat(reader.sees(thread)).containsExactly("<p>Well said.</p>");
        assertThat(admin.exports(email).path("comments").size()).isZero();
        assertThat(admin.erases(email, "keep")).isZero();
    }

    @Test
    void removesTheTextsOfWhoAsksForIt() {
        var email = newEmail();
        var comment = reader.submits(aSubmission().to(thread).from(email));
        admin.approves(comment.id());
        await().until(() -> !reader.sees(thread).isEmpty());

        admin.erases(email, "remove");

        assertGone("<p>Well said.</p>");
    }
}
