package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** One key a decision, and each can be taken back. */
class QueueDecisionTests extends QueueTest {
    @Test
    void eachKeyDecidesOnTheCommentInFrontOfMeAndBringsTheNext() {
        var comments = waiting.comments(5);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("a");
        sees(desk, "number 2.");
        desk.press("r");
        sees(desk, "number 3.");
        desk.press("s");
        sees(desk, "number 4.");
        desk.press("n");
        sees(desk, "number 5.");

        becomes(comments.get(0), "approved");
        becomes(comments.get(1), "rejected");
        becomes(comments.get(2), "spam");
        becomes(comments.get(3), "pending");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
    }

    @Test
    void aDecisionIsTakenBackByItsBarAndByItsKey() {
        var comments = waiting.comments(3);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("a");
        becomes(comments.get(0), "approved");
        button(desk, "Undo").click();
        sees(desk, "number 1.");
        becomes(comments.get(0), "pending");

        desk.press("r");
        sees(desk, "number 2.");
        desk.press("a");
        sees(desk, "number 3.");
        becomes(comments.get(1), "approved");
        desk.press("u");
        sees(desk, "number 2.");
        desk.press("u");
        sees(desk, "number 1.");
        becomes(comments.get(0), "pending");
        becomes(comments.get(1), "pending");
    }

    @Test
    void anyStepIsTakenBackFromTheListOfSteps() {
        var comments = waiting.comments(3);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("s", "a");
        becomes(comments.get(0), "spam");
        becomes(comments.get(1), "approved");
        desk.press("h");
        desk.page()
                .locator("dialog li", new com.microsoft.playwright.Page.LocatorOptions().setHasText("Reader 1"))
                .getByText("Undo")
                .click();

        becomes(comments.get(0), "pending");
        assertThat(store.statusOf(comments.get(1))).isEqualTo("approved");
    }

    @Test
    void theButtonsDoWhatTheKeysDo() {
        var comments = waiting.comments(4);
        var desk = desk();
        sees(desk, "number 1.");

        cards(desk).nth(1).locator(".body").click();
        sees(desk, "number 2.");
        current(desk).locator("[data-act=approve]").click();
        sees(desk, "number 3.");
        current(desk).locator("[data-act=reject]").click();
        sees(desk, "number 4.");

        becomes(comments.get(1), "approved");
        becomes(comments.get(2), "rejected");
        assertThat(store.statusOf(comments.get(0))).isEqualTo("pending");
    }

    @Test
    void whoScrolledAwayIsBroughtBackBeforeAKeyDecides() {
        waiting.comments(60);
        var desk = desk();
        sees(desk, "number 1.");

        desk.page().evaluate("scrollTo(0, document.body.scrollHeight)");
        desk.page().waitForFunction("document.querySelector('.card.current') === null");
        desk.press("a");

        PlaywrightAssertions.assertThat(current(desk)).isInViewport();
        sees(desk, "number 1.");
        assertThat(decisions()).isZero();
    }

    @Test
    void aHeldKeyDecidesOnce() {
        waiting.comments(4);
        var desk = desk();
        sees(desk, "number 1.");

        desk.page().keyboard().down("a");
        desk.page().keyboard().down("a");
        desk.page().keyboard().down("a");
        desk.page().keyboard().up("a");

        sees(desk, "number 2.");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(3);
    }

    @Test
    void keysDoNothingWhileSomebodyTypesOrHasTurnedThemOff() {
        waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("/");
        desk.page().keyboard().type("arst");
        desk.press("Escape", "?");
        desk.page().getByLabel("Single-key shortcuts").last().uncheck();
        desk.press("Escape", "a", "r");

        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
        sees(desk, "number 1.");
    }

    @Test
    void aReasonIsKept() {
        var comments = waiting.comments(1);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("Shift+R");
        desk.page().keyboard().type("It is about the weather.");
        desk.press("Enter");

        becomes(comments.get(0), "rejected");
        assertThat(store.text("SELECT reason FROM audit WHERE comment_id = ?::uuid", comments.get(0)))
                .isEqualTo("It is about the weather.");
    }

    @Test
    void anEmptyQueueSaysSo() {
        var desk = desk();

        PlaywrightAssertions.assertThat(desk.page().getByText("No comment fits these filters."))
                .isVisible();
    }
}
