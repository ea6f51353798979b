package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import greenroom.service.Admin;
import org.junit.jupiter.api.Test;

/** Two at one queue. */
class QueueConflictTests extends QueueTest {
    @Test
    void whoWasSlowerIsToldWhoDecidedWhat() {
        var comments = waiting.comments(2);
        var slow = desk();
        var username = moderator("Bilal");
        sees(slow, "number 1.");
        // what is on the way to the slower one does not arrive
        slow.window().route("**/api/v1/moderation/events", com.microsoft.playwright.Route::abort);
        slow.open("?site=" + site);
        sees(slow, "number 1.");

        var quick = desk(username);
        sees(quick, "number 1.");
        quick.press("a");
        becomes(comments.get(0), "approved");
        slow.press("r");

        PlaywrightAssertions.assertThat(slow.page().locator(".conflicts"))
                .containsText(username + " approved Reader 1 meanwhile");
        assertThat(store.statusOf(comments.get(0))).isEqualTo("approved");
        sees(slow, "number 2.");
        slow.page().getByText("Dismiss").click();
        PlaywrightAssertions.assertThat(slow.page().locator(".conflicts")).isHidden();
    }

    @Test
    void aCommentThatItsAuthorChangedIsShownAgainAsItIsNow() {
        var comment = waiting.comment("Ayesha", "This is my first try.");
        var desk = desk();
        sees(desk, "first try");
        store.run(
                "UPDATE comment SET body = 'Something else altogether.', version = version + 1 WHERE id = ?::uuid",
                comment);

        desk.press("a");

        PlaywrightAssertions.assertThat(desk.page().locator(".conflicts")).containsText("changed meanwhile");
        sees(desk, "Something else altogether.");
        assertThat(store.statusOf(comment)).isEqualTo("pending");
        desk.press("a");
        becomes(comment, "approved");
    }

    @Test
    void takingBackWhatAColleagueChangedSinceChangesNothing() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");
        desk.press("a");
        becomes(comments.get(0), "approved");

        Admin.signedIn(port, http).moves(comments.get(0), "spam");
        desk.press("u");

        PlaywrightAssertions.assertThat(desk.page().locator(".conflicts")).isVisible();
        assertThat(store.statusOf(comments.get(0))).isEqualTo("spam");
    }
}
