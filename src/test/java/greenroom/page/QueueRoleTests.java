package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** What a moderator may not do, and what leaves a trace. */
class QueueRoleTests extends QueueTest {
    private void askForTheEmail(DeskWindow desk) {
        desk.press("v");
        desk.page().keyboard().type("They asked us to write to them");
        desk.press("Enter");
    }

    @Test
    void anAdminSeesAnEmailAfterSayingWhyAndTheAuditKeepsIt() {
        var comment = waiting.comments(1).get(0);
        var desk = desk();
        sees(desk, "number 1.");
        PlaywrightAssertions.assertThat(current(desk).locator(".mail")).containsText("•••@example.org");

        askForTheEmail(desk);

        PlaywrightAssertions.assertThat(current(desk).locator(".mail"))
                .hasText(java.util.regex.Pattern.compile("reader\\d+@example\\.org"));
        assertThat(store.text(
                        "SELECT by_whom || ': ' || reason FROM audit WHERE comment_id = ?::uuid AND action = 'reveal-email'",
                        comment))
                .isEqualTo("admin: They asked us to write to them");
    }

    @Test
    void aModeratorIsToldThatThisSiteShowsNoEmails() {
        waiting.comments(1);
        var desk = desk(moderator("Bilal"));
        sees(desk, "number 1.");

        askForTheEmail(desk);

        PlaywrightAssertions.assertThat(desk.page().getByText("Only admins may see emails of this site."))
                .isVisible();
        PlaywrightAssertions.assertThat(current(desk).locator(".mail")).containsText("•••");
    }

    @Test
    void anAuthorIsTrustedBannedAndForgivenFromTheirComment() {
        var comment = waiting.comments(1).get(0);
        var desk = desk(moderator("Bilal"));
        sees(desk, "number 1.");

        desk.press("t");
        PlaywrightAssertions.assertThat(current(desk).locator(".standing")).hasText("trusted");
        desk.press("b");
        desk.page().keyboard().type("Advertises");
        desk.press("Enter");
        PlaywrightAssertions.assertThat(current(desk).locator(".standing")).hasText("banned");
        assertThat(store.text(
                        "SELECT standing FROM author JOIN comment ON comment.author_id = author.id WHERE comment.id = ?::uuid",
                        comment))
                .isEqualTo("banned");

        desk.press("b");
        PlaywrightAssertions.assertThat(current(desk).locator(".standing")).hasCount(0);
    }
}
