package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.Test;

/** What happens to decisions when the connection does not hold: nothing is lost, nothing is done twice. */
class QueueConnectionTests extends QueueTest {
    private static final String DECISIONS = "**/api/v1/moderation/decisions";

    /** The server decides, and nobody hears of it. */
    private static final String LOSE_ANSWERS = """
            window.lost = true;
            const whole = window.fetch;
            window.fetch = async (address, ...rest) => {
              const answer = await whole(address, ...rest);
              if (window.lost && String(address).endsWith('/decisions')) throw new TypeError('lost');
              return answer;
            };
            """;

    @Test
    void decisionsWaitForTheConnectionAndGoOutWhenItIsBack() {
        var comments = waiting.comments(4);
        var desk = desk();
        sees(desk, "number 1.");

        desk.window().setOffline(true);
        desk.press("a", "r", "s");
        sees(desk, "number 4.");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (3)")).isVisible();
        assertThat(inStore("pending")).isEqualTo(4);

        desk.window().setOffline(false);
        becomes(comments.get(0), "approved");
        becomes(comments.get(1), "rejected");
        becomes(comments.get(2), "spam");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (3)")).isHidden();
        assertThat(decisions()).isEqualTo(3);
    }

    @Test
    void unsentDecisionsOutliveThePage() {
        var comments = waiting.comments(3);
        var desk = desk();
        sees(desk, "number 1.");
        desk.window().route(DECISIONS, Route::abort);
        desk.press("a", "r");
        sees(desk, "number 3.");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (2)")).isVisible();

        desk.open("?site=" + site);
        sees(desk, "number 3.");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (2)")).isVisible();
        desk.window().unroute(DECISIONS);
        desk.page().getByText("Unsent (2)").click();

        becomes(comments.get(0), "approved");
        becomes(comments.get(1), "rejected");
        assertThat(decisions()).isEqualTo(2);
    }

    @Test
    void aTabThatWasClosedLeavesItsDecisionsToTheNext() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");
        desk.window().route(DECISIONS, Route::abort);
        desk.press("a");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (1)")).isVisible();
        var next = desk.window().newPage();
        desk.page().close();
        desk.window().unroute(DECISIONS);

        next.navigate(desk.address("?site=" + site));

        becomes(comments.get(0), "approved");
        assertThat(decisions()).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasLostDoesNotDoubleTheDecision() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");
        desk.page().evaluate(LOSE_ANSWERS);
        desk.press("a");
        becomes(comments.get(0), "approved");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (1)")).isVisible();
        desk.page().evaluate("lost = false");
        desk.page().getByText("Unsent (1)").click();

        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (1)")).isHidden();
        PlaywrightAssertions.assertThat(desk.page().locator(".conflicts")).isHidden();
        assertThat(decisions()).isEqualTo(1);
        assertThat(store.number("SELECT version FROM comment WHERE id = ?::uuid", comments.get(0)))
                .isEqualTo(2);
    }

    @Test
    void whatIsTakenBackBeforeItWasSentIsNeverSent() {
        var comments = waiting.comments(3);
        var desk = desk();
        sees(desk, "number 1.");
        desk.window().setOffline(true);
        desk.press("a");
        sees(desk, "number 2.");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (1)")).isVisible();
        desk.press("s", "u");
        sees(desk, "number 2.");
        desk.window().setOffline(false);

        becomes(comments.get(0), "approved");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent (1)")).isHidden();
        assertThat(store.statusOf(comments.get(1))).isEqualTo("pending");
        assertThat(decisions()).isEqualTo(1);
    }

    @Test
    void anEndedSessionKeepsThemUntilTheModeratorIsBack() {
        var comments = waiting.comments(2);
        var desk = desk();
        sees(desk, "number 1.");
        desk.window()
                .clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("greenroom"));
        desk.press("a");
        PlaywrightAssertions.assertThat(desk.page().getByLabel("Password")).isVisible();
        assertThat(inStore("pending")).isEqualTo(2);

        desk.page().getByLabel("User name").fill("admin");
        desk.page().getByLabel("Password").fill(PASSWORD);
        desk.press("Enter");

        becomes(comments.get(0), "approved");
        sees(desk, "number 2.");
        await().untilAsserted(() -> assertThat(decisions()).isEqualTo(1));
    }

    @Test
    void oneThatTheServerWillNeverTakeDoesNotHoldUpTheOthers() {
        var comments = waiting.comments(4);
        var desk = desk();
        sees(desk, "number 1.");
        desk.window().route(DECISIONS, route -> {
            if (String.valueOf(route.request().postData()).contains(comments.get(1))) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(422)
                        .setContentType("application/problem+json")
                        .setBody("{\"type\":\"urn:greenroom:problem:invalid-request\",\"detail\":\"No.\"}"));
            } else {
                route.resume();
            }
        });
        desk.press("a", "a", "a");

        PlaywrightAssertions.assertThat(desk.page().locator(".conflicts")).containsText("refused (No.)");
        PlaywrightAssertions.assertThat(desk.page().getByText("Unsent")).hasCount(0);
        desk.page().waitForFunction("!Object.keys(localStorage).some((key) => key.startsWith('greenroom.outbox'))");
        becomes(comments.get(0), "approved");
        becomes(comments.get(2), "approved");
        assertThat(store.statusOf(comments.get(1))).isEqualTo("pending");
    }
}
