package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** Replies, edits, and the page of one comment. */
class QueueWritingTests extends QueueTest {
    @Test
    void aReplyIsPublishedAndApprovesWhatItAnswers() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("c");
        desk.page().keyboard().type("Thank you, we looked into it.");
        desk.press("Control+Enter");

        becomes(comments.get(0), "approved");
        sees(desk, "number 2.");
        assertThat(store.number(
                        "SELECT count(*) FROM comment WHERE parent_id = ?::uuid AND status = 'approved'",
                        comments.get(0)))
                .isEqualTo(1);
    }

    @Test
    void whatWasTypedIsStillThereAfterEscape() {
        waiting.comments(1);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("c");
        desk.page().keyboard().type("Half a sentence");
        desk.press("Escape");
        PlaywrightAssertions.assertThat(desk.page().locator("textarea")).hasCount(0);
        desk.press("c");

        PlaywrightAssertions.assertThat(desk.page().locator("textarea")).hasValue("Half a sentence");
    }

    @Test
    void anEditShowsItsDifferencesInTheHistory() {
        var comment = waiting.comment("Ayesha", "The quick brown fox sits on the fence.");
        var desk = desk();
        sees(desk, "brown fox");

        desk.press("e");
        desk.page().locator("textarea").fill("The quick red fox sits on the fence, quietly.");
        desk.press("Control+Enter");
        sees(desk, "red fox");
        desk.press("Enter");

        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("comments/" + comment));
        PlaywrightAssertions.assertThat(desk.page().locator(".diff del").first())
                .hasText("brown");
        PlaywrightAssertions.assertThat(desk.page().locator(".diff ins").first())
                .hasText("red");
    }

    @Test
    void theCommentsPageTellsItsHistoryAndItsNeighboursAndDecides() {
        var parent = waiting.comment("Ayesha", "Is the second figure right?");
        var desk = desk();
        sees(desk, "second figure");
        desk.press("a");
        becomes(parent, "approved");
        var answer = waiting.answer(parent, "Bilal", "No, it is not.");

        desk.open("comments/" + answer);
        sees(desk, "No, it is not.");
        PlaywrightAssertions.assertThat(current(desk).locator(".parent")).containsText("Is the second figure right?");
        PlaywrightAssertions.assertThat(desk.page().locator("aside")).containsText("Ayesha");
        desk.press("r");
        becomes(answer, "rejected");
        PlaywrightAssertions.assertThat(desk.page().locator(".history")).containsText("Waiting → Rejected");

        desk.press("u");
        becomes(answer, "pending");
        PlaywrightAssertions.assertThat(desk.page().locator(".history")).containsText("Rejected → Waiting");
    }

    @Test
    void whatAReaderWroteRunsNowhereAndShowsItsSource() {
        waiting.comment("<b>Mallory</b>", "**Bold** <script>alert(1)</script> [a prize](https://evil.example/x)");
        var desk = desk();
        sees(desk, "Bold");

        PlaywrightAssertions.assertThat(current(desk).locator("h2")).hasText("<b>Mallory</b>");
        PlaywrightAssertions.assertThat(current(desk).locator(".body script")).hasCount(0);
        PlaywrightAssertions.assertThat(current(desk).locator(".body .host")).hasText("evil.example");
        PlaywrightAssertions.assertThat(current(desk).locator(".source"))
                .containsText("[a prize](https://evil.example/x)");
    }
}
