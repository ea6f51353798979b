package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each state of the widget: axe finds nothing, nothing is wider than the screen, and a picture of it to look at; every two of
 * language, width and colours together.
 */
class WidgetAccessTests extends WidgetTest {
    private static final String LONG = """
            The fibre reached our town in *March*. Before that, **every form** meant a day's travel:

            > Judge us by whether the form works on the phone you have.

            1. The sign-in works
            2. The payment page does not: `error 504`

            See https://example.org/a/very/long/address/that/does/not/want/to/break/anywhere/at/all
            """;

    @ParameterizedTest
    @CsvSource({"en, 320, LIGHT", "en, 1280, DARK", "ur, 320, DARK", "ur, 1280, LIGHT"})
    void eachStateIsAccessibleAndFitsTheScreen(String language, int width, ColorScheme colours) {
        var isUrdu = language.equals("ur");
        window.close();
        window = Chromium.newWindow(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setBypassCSP(true));
        page = watched(window.newPage());
        opens(language, "");
        looksAt("empty", language, width, colours);

        var first = published(aComment().named("Ayesha Siddiqua").saying(LONG));
        published(aComment()
                .named("عمر")
                .saying("ہمارے قصبے میں بھی یہی حال تھا۔ اب کم از کم شناختی کارڈ گھر بیٹھے بن جاتا ہے۔")
                .answering(first));
        admin().replies(first, "Thank you. The ministry told us the payment page is being rebuilt.");
        nested(first, 4);
        published(aComment().named("Bilal").saying("Well said."));
        await().until(() -> reader.reads(thread).path("thread").path("count").asInt() == 8);
        page.reload();
        page.locator("article").first().waitFor();
        looksAt("thread", language, width, colours);

        page.locator("form .submit").click();
        page.locator(".error:not(:empty)").first().waitFor();
        looksAt("errors", language, width, colours);

        page.locator("#body").fill(isUrdu ? "بہت **خوب** لکھا ہے۔" : "I had *exactly* the same on Tuesday.");
        page.locator("#name").fill(isUrdu ? "زینب" : "Zainab");
        page.locator("#email").fill(newEmail());
        page.locator("form footer .quiet").first().click();
        page.locator(".preview p").waitFor();
        looksAt("preview", language, width, colours);

        page.locator(".reply").nth(1).click();
        looksAt("reply", language, width, colours);

        page.route("**/comments", route -> route.abort());
        page.locator("form .submit").click();
        page.locator("form footer button:enabled").last().waitFor();
        looksAt("unsent", language, width, colours);

        page.unroute("**/comments");
        page.locator("form .submit").click();
        page.locator(".waiting").waitFor();
        looksAt("pending", language, width, colours);
        page.locator(".waiting footer button").first().click();
        page.locator(".waiting textarea").waitFor();
        looksAt("editing", language, width, colours);
    }

    private void nested(String first, int levels) {
        var parent = first;
        for (int level = 1; level <= levels; level++) {
            parent = published(aComment()
                    .named("Reader " + level)
                    .saying("And one level deeper.")
                    .answering(parent));
        }
    }

    private void looksAt(String state, String language, int width, ColorScheme colours) {
        assertAccessible(page, state);
        screenshot(page, state + "-" + language + "-" + width + "-" + colours);
    }

    @Test
    void theServiceBeingDownIsAccessible() {
        window.close();
        window = Chromium.newWindow(new NewContextOptions().setBypassCSP(true));
        page = watched(window.newPage());
        page.route("**/api/**", route -> route.abort());
        page.navigate(publisher.prints("/" + thread, "en", element("")));
        seesThatCommentsAreNotThere();
        assertAccessible(page, "down");
        screenshot(page, "down-en-1280-LIGHT");
    }

    @ParameterizedTest
    @CsvSource({"light", "dark", "auto"})
    void aThemeOfItsOwnIsLegible(String theme) {
        published(aComment().saying("Well said."));
        window.close();
        window = Chromium.newWindow(new NewContextOptions()
                .setBypassCSP(true)
                .setColorScheme(theme.equals("light") ? ColorScheme.DARK : ColorScheme.LIGHT));
        page = watched(window.newPage());
        opens("en", "theme=\"" + theme + "\"");
        assertAccessible(page, theme);
        screenshot(page, "theme-" + theme);
    }

    @Test
    void forcedColoursAndReducedMotionLeaveItWhole() {
        published(aComment().saying("Well said."));
        window.close();
        window = Chromium.newWindow(new NewContextOptions()
                .setForcedColors(ForcedColors.ACTIVE)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBypassCSP(true));
        page = watched(window.newPage());
        opens();
        screenshot(page, "forced-colours");
        assertThat(page.locator(".submit").evaluate("it => getComputedStyle(it).borderTopWidth"))
                .isEqualTo("1px");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        published(aComment().saying("Well said."));
        opens();
        page.locator(".reply").focus();
        page.keyboard().press("Enter");
        page.keyboard().type("Indeed.");
        page.keyboard().press("Tab");
        page.keyboard().type("Omar");
        page.keyboard().press("Tab");
        page.keyboard().type(newEmail());
        page.keyboard().press("Tab");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");

        sees("Your comment is awaiting moderation.");
        assertThat(page.locator(".waiting article").evaluate("it => it.matches(':focus')"))
                .isEqualTo(true);
        assertThat(latest("parent_id")).isNotEqualTo("null");
        assertThat(page.evaluate("localStorage.getItem('greenroom:me')")).isNotNull();
    }

    @Test
    void fiftyCommentsAreDrawnInShortTasks() {
        for (int i = 1; i <= 50; i++) {
            reader.submits(aComment().saying(LONG + i));
        }
        approveAll();
        page.addInitScript("""
                window.longest = 0;
                new PerformanceObserver(list => list.getEntries().forEach(task => {
                    window.longest = Math.max(window.longest, task.duration);
                })).observe({type: 'longtask', buffered: true})""");
        opens();
        await().until(() -> page.locator("article").count() == 50);
        System.out.println("longest task with 50 comments: " + page.evaluate("window.longest") + " ms");
    }
}
