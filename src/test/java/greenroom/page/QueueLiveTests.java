package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import greenroom.service.Admin;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What colleagues do, while I watch. */
class QueueLiveTests extends QueueTest {
    @Test
    void whatAColleagueDecidesLeavesMyQueueButNotFromUnderMyFingers() {
        var comments = waiting.comments(3);
        var desk = desk();
        sees(desk, "number 1.");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(3);
        var colleague = Admin.signedIn(port, http);

        colleague.moves(comments.get(1), "spam");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
    }

    @Test
    void theOneInFrontOfMeStaysAsALineAndTheNextKeyOnlyMovesOn() {
        var comments = waiting.comments(3);
        var username = moderator("Bilal");
        var mine = desk();
        sees(mine, "number 1.");
        var theirs = desk(username);
        sees(theirs, "number 1.");

        theirs.press("r");
        PlaywrightAssertions.assertThat(mine.page().locator(".card.taken"))
                .containsText(username + " rejected this meanwhile");
        mine.press("a");

        sees(mine, "number 2.");
        becomes(comments.get(0), "rejected");
        assertThat(decisions()).isEqualTo(1);
        assertThat(store.statusOf(comments.get(1))).isEqualTo("pending");
    }

    @Test
    void whatAColleagueLooksAtIsMarked() {
        waiting.comments(3);
        var username = moderator("Bilal");
        var mine = desk();
        sees(mine, "number 1.");
        var theirs = desk(username);
        sees(theirs, "number 1.");
        theirs.press("j");

        PlaywrightAssertions.assertThat(mine.page().locator(".card").nth(1).locator(".viewing"))
                .hasText(username + " is looking at this");
        theirs.press("j");
        PlaywrightAssertions.assertThat(mine.page().locator(".card").nth(2).locator(".viewing"))
                .isVisible();
        PlaywrightAssertions.assertThat(mine.page().locator(".card").nth(1).locator(".viewing"))
                .isHidden();
    }

    @Test
    void newCommentsJoinTheEndAndTheTabCountsThem() {
        waiting.comments(1);
        var desk = desk();
        sees(desk, "number 1.");

        waiting.comment("Ayesha", "One more for you.");

        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
        PlaywrightAssertions.assertThat(desk.page()).hasTitle(Pattern.compile("\\(\\d+\\+?\\) Queue · Greenroom"));
        await().untilAsserted(
                        () -> assertThat(desk.page().locator("link[rel=icon]").getAttribute("href"))
                                .startsWith("data:image/svg+xml"));
    }

    @Test
    void withoutAStreamALookNowAndThenDoes() {
        var comments = waiting.comments(3);
        var desk = desk();
        desk.page().clock().install();
        desk.window().route("**/api/v1/moderation/events", com.microsoft.playwright.Route::abort);
        desk.open("?site=" + site);
        sees(desk, "number 1.");

        Admin.signedIn(port, http).moves(comments.get(2), "approved");
        desk.page().clock().runFor(16_000);

        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
    }
}
