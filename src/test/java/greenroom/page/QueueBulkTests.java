package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many at once. */
class QueueBulkTests extends QueueTest {
    @Test
    void theSelectedAreDecidedTogetherAndTakenBackTogether() {
        var comments = waiting.comments(5);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("x", "j", "j", "x", "a");

        becomes(comments.get(0), "approved");
        becomes(comments.get(2), "approved");
        assertThat(inStore("pending")).isEqualTo(3);
        sees(desk, "number 4.");
        button(desk, "Undo").click();
        await().untilAsserted(() -> assertThat(inStore("pending")).isEqualTo(5));
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(5);
    }

    @Test
    void aShiftClickSelectsARange() {
        waiting.comments(6);
        var desk = desk();
        sees(desk, "number 1.");

        var boxes = desk.page().locator(".pick input");
        boxes.nth(1).click();
        boxes.nth(4).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        PlaywrightAssertions.assertThat(desk.page().getByText("4 selected")).isVisible();
        desk.press("s");

        await().untilAsserted(() -> assertThat(inStore("spam")).isEqualTo(4));
    }

    @Test
    void allOfAFilterAreSelectedAndOverTwentyFiveAreAskedAboutOnce() {
        waiting.comments(130);
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("Shift+A");
        PlaywrightAssertions.assertThat(desk.page().getByText("130 selected")).isVisible();
        desk.press("r");
        PlaywrightAssertions.assertThat(desk.page().getByText("Reject 130 comments?"))
                .isVisible();
        desk.press("Escape");
        assertThat(inStore("pending")).isEqualTo(130);
        PlaywrightAssertions.assertThat(desk.page().getByText("130 selected")).isVisible();

        desk.press("r");
        desk.page()
                .getByText("Reject 130", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
                .click();

        await().untilAsserted(() -> assertThat(inStore("rejected")).isEqualTo(130));
        assertThat(decisions()).isEqualTo(130);
        button(desk, "Undo").click();
        await().untilAsserted(() -> assertThat(inStore("pending")).isEqualTo(130));
    }
}
