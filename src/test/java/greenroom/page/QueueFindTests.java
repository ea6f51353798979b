package greenroom.page;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** Filters and words, which live in the address. */
class QueueFindTests extends QueueTest {
    @Test
    void wordsAreSearchedAndStandInTheAddress() {
        waiting.comments(3);
        waiting.comment("Ayesha", "A word about pomegranates.");
        var desk = desk();
        sees(desk, "number 1.");

        desk.press("/");
        desk.page().keyboard().type("pomegranates");
        desk.press("Enter");

        sees(desk, "A word about pomegranates.");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(1);
        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("?site=" + site + "&q=pomegranates"));

        desk.page().locator(".chip").click();
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(4);
        desk.page().goBack();
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(1);
    }

    @Test
    void anotherStatusIsShownAndItsCommentsMoved() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");
        desk.press("s", "a");
        becomes(comments.get(0), "spam");

        desk.page().getByLabel("Status").selectOption("spam");
        sees(desk, "number 1.");
        desk.press("p");
        becomes(comments.get(0), "pending");
        desk.page().getByLabel("Status").selectOption("all");

        PlaywrightAssertions.assertThat(cards(desk)).hasCount(2);
        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("?status=all&site=" + site));
    }

    @Test
    void aSignalNarrowsTheQueue() {
        waiting.comments(2);
        waiting.comment("Ayesha", "EVERYTHING IN CAPITALS IS LOUDER THAN IT NEEDS TO BE");
        var desk = desk();
        sees(desk, "number 1.");

        button(desk, "Filters").click();
        desk.page().locator("[name=signal]").selectOption("all-capitals");
        button(desk, "Apply").click();

        sees(desk, "EVERYTHING IN CAPITALS");
        PlaywrightAssertions.assertThat(cards(desk)).hasCount(1);
    }

    @Test
    void whoComesBackFromACommentIsWhereTheyWere() {
        waiting.comments(40);
        var desk = desk();
        sees(desk, "number 1.");
        for (int i = 0; i < 35; i++) {
            desk.press("j");
        }
        sees(desk, "number 36.");

        desk.press("Enter");
        PlaywrightAssertions.assertThat(desk.page().locator(".history")).isVisible();
        desk.page().goBack();
        sees(desk, "number 36.");
        PlaywrightAssertions.assertThat(current(desk)).isInViewport();

        desk.press("Enter");
        PlaywrightAssertions.assertThat(desk.page().locator(".history")).isVisible();
        desk.press("a");
        desk.page().goBack();
        sees(desk, "number 37.");
    }
}
