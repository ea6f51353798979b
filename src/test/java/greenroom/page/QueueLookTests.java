package greenroom.page;

import com.microsoft.playwright.options.ColorScheme;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as they look: in both languages and colours, on a phone and on a desk, judged by axe. */
class QueueLookTests extends RunningService {
    private static final String LONG =
            "As someone who has worked from Gilgit since 2016 I can tell you that payments remain the"
                    + " biggest hurdle.\n\nWhat would help: **one** clearing house, [one form](https://forms.example/x), one fee.";

    private String fill(String site) {
        var waiting = new Waiting(new Reader(http, site), newThread());
        var first = waiting.comment("Ayesha", LONG);
        waiting.comment(
                "عائشہ صدیقی", "بہت عمدہ مضمون ہے۔ لیکن دیہی علاقوں میں انٹرنیٹ کی رفتار کا ذکر ہونا چاہیے تھا۔");
        waiting.comment("TechGuru99", "BUY FOLLOWERS NOW, CHEAP AND FAST");
        waiting.comments(4);
        return first;
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, en", "360, DARK, ur", "1440, LIGHT, ur"})
    void theyAreAccessibleAndFitTheScreen(int width, ColorScheme colours, String language) {
        var site = newSite("{}", ORIGIN);
        var first = fill(site);
        try (var desk = DeskWindow.forLooking(port, width, colours, language)) {
            desk.as("admin").open("?site=" + site);
            desk.page().locator(".card.current .toolbar").waitFor();
            var name = width + "-" + colours + "-" + language;
            desk.assertAccessible("queue");
            desk.screenshot("queue-" + name);

            desk.press("x", "j", "x");
            desk.page().locator(".bulk:not([hidden])").waitFor();
            desk.assertAccessible("queue with a selection");
            desk.screenshot("queue-selected-" + name);
            desk.press("Escape", "?");
            desk.page().locator("dialog").waitFor();
            desk.assertAccessible("keys");
            desk.press("Escape", "c");
            desk.page().locator("textarea").waitFor();
            desk.assertAccessible("reply");
            desk.screenshot("queue-reply-" + name);
            desk.press("Escape", "a");
            desk.page().locator(".undo:not([hidden])").waitFor();
            desk.assertAccessible("undo");

            desk.open("comments/" + first);
            desk.page().locator("aside section").first().waitFor();
            desk.assertAccessible("comment");
            desk.screenshot("comment-" + name);
        }
    }
}
