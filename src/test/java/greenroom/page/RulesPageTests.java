package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import greenroom.moderator.Browser;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules, as an admin keeps them. */
class RulesPageTests extends DeskPageTest {
    private String word;

    @BeforeEach
    void nameAWord() {
        word = "casino" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** No other test is to meet a rule that it knows nothing of. */
    @AfterEach
    void removeThem() {
        var admin = admin();
        admin.get("/api/v1/admin/rules")
                .json()
                .path("rules")
                .forEach(rule ->
                        admin.delete("/api/v1/admin/rules/" + rule.path("id").asString()));
    }

    private Locator dialog() {
        return window.page().getByRole(AriaRole.DIALOG);
    }

    private Locator in(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator row(String text) {
        return window.page().locator("main .things > li").filter(new Locator.FilterOptions().setHasText(text));
    }

    private void openARule() {
        window.as("admin").open("settings/rules");
        button("Add a rule").click();
    }

    @Test
    void aRuleIsTriedOnTheLastCommentsBeforeItIsKept() {
        var desk = desk();
        desk.comment(desk.article(desk.site()))
                .named("Vera")
                .saying("Win at " + word + " today")
                .add();
        openARule();
        dialog().getByLabel("Value").fill(word);
        in("Try on the last 1,000 comments").click();
        assertThat(dialog().locator(".trial")).containsText("One of the last");
        assertThat(dialog().locator(".trial")).containsText("Win at " + word);
        assertThat(row(word)).hasCount(0);

        dialog().getByLabel("Then").selectOption("spam");
        in("Save").click();
        assertThat(row(word)).containsText("Spam");
        assertThat(row(word)).containsText("Never found");
    }

    @Test
    void aPatternThatIsNoneIsToldAtItsField() {
        openARule();
        dialog().getByLabel("Looks for").selectOption("pattern");
        dialog().getByLabel("Value").fill("(");
        in("Save").click();

        assertThat(dialog().getByLabel("Value")).hasAttribute("aria-invalid", "true");
        assertThat(dialog()).containsText("This is no pattern in RE2 syntax");
    }

    @Test
    void aRuleIsTurnedOffChangedAndDeleted() {
        admin().post("/api/v1/admin/rules", Browser.object("kind", "word", "value", word));
        window.as("admin").open("settings/rules");
        row(word).getByText("Turn off").click();
        assertThat(row(word)).containsText("Turn on");

        row(word).getByText("Edit").click();
        dialog().getByLabel("Note").fill("since the spring");
        in("Save").click();
        assertThat(row(word)).containsText("since the spring");

        row(word).getByText("Delete").click();
        in("Delete").click();
        assertThat(row(word)).hasCount(0);
    }

    @Test
    void theListsOfWordPressArePastedAsTheyAre() {
        window.as("admin").open("settings/rules");
        button("Paste WordPress").click();
        dialog().getByLabel("Which list").selectOption("disallowed");
        dialog().getByLabel("The list", new Locator.GetByLabelOptions().setExact(true))
                .fill(word + "\n" + word + "-two\n\nspammer@example.org\n");
        in("Make rules of it").click();
        assertThat(window.page().locator(".toast")).containsText("3 rules added, 0 were there already");
        assertThat(row("WordPress key")).hasCount(2);

        window.page()
                .getByLabel("All kinds")
                .or(window.page().getByLabel("Looks for"))
                .selectOption("address");
        assertThat(window.page().locator("main .things > li")).hasCount(1);
        window.page().getByPlaceholder("Find a rule").fill("nothing like it");
        assertThat(window.page().locator("main .things > li")).hasCount(0);
        assertThat(window.page().getByText("0 rules", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        var admin = admin();
        admin.post("/api/v1/admin/rules", Browser.object("kind", "word", "value", word, "note", "As agreed in May"));
        admin.post(
                "/api/v1/admin/rules", Browser.object("kind", "link", "value", "casino.example", "action", "refuse"));
        admin.post("/api/v1/admin/rules", Browser.object("kind", "network", "value", "192.0.2.0/24", "action", "spam"));
        looksWell("admin", "settings/rules", width, colours, language);

        window.close();
        window = DeskWindow.forLooking(port, width, colours, language);
        window.as("admin").open("settings/rules");
        window.page().locator("main .primary").click();
        dialog().locator("input[name=value]").fill(word);
        dialog().locator(".buttons button").first().click();
        dialog().locator(".trial b").waitFor();
        window.assertAccessible("a rule");
        window.screenshot("rule-" + width + "-" + colours + "-" + language);
    }
}
