package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import greenroom.moderator.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings, as the first admin keeps them. */
class SettingsPageTests extends DeskPageTest {
    private static String fresh(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Locator dialog() {
        return window.page().getByRole(AriaRole.DIALOG);
    }

    private Locator row(String text) {
        return window.page().locator(".things > li").filter(new Locator.FilterOptions().setHasText(text));
    }

    @Test
    void aNewSiteIsMadeAndItsLimitsAreKept() {
        var key = fresh("news");
        window.as("admin").open("settings");
        button("Add a site").click();
        dialog().getByLabel("Key").fill(key);
        dialog().getByLabel("Name").fill("The News");
        dialog().getByLabel("Origins").fill("https://news.example/path");
        dialog().getByRole(AriaRole.BUTTON).last().click();
        assertThat(dialog()).containsText("An origin is like https://news.example, without a path.");

        dialog().getByLabel("Origins").fill("https://news.example\nhttps://settings.example");
        dialog().getByRole(AriaRole.BUTTON).last().click();
        assertThat(window.page()).hasURL(window.address("settings/sites/" + key));
        assertThat(window.page().locator("pre")).containsText("site=\"" + key + "\"");

        window.page().getByLabel("Longest comment").fill("500");
        window.page().getByLabel("Closed").check();
        button("Save").click();
        assertThat(window.page().locator(".toast")).containsText("Saved.");

        window.open("settings/sites/" + key);
        assertThat(window.page().getByLabel("Longest comment")).hasValue("500");
        assertThat(window.page().getByLabel("Closed")).isChecked();
    }

    @Test
    void whatWasNotChangedStaysTheInstallationsOwn() {
        var key = desk().site();
        window.as("admin").open("settings/sites/" + key);
        var longest = window.page().getByLabel("Longest comment");

        longest.fill("");
        button("Save").click();
        assertThat(window.page().locator(".field .error:not(:empty)")).containsText("Please fill in this field.");
        longest.fill("500");
        button("Save").click();
        assertThat(window.page().locator(".toast")).containsText("Saved.");

        assertThat(store.text("SELECT settings::text FROM site WHERE key = ?", key))
                .isEqualTo("{\"bodyMax\": 500}");
    }

    @Test
    void aWrongLimitIsToldAtItsField() {
        var key = desk().site();
        window.as("admin").open("settings/sites/" + key);
        window.page().getByLabel("Levels of replies").fill("99");
        button("Save").click();

        assertThat(window.page().getByLabel("Levels of replies")).hasAttribute("aria-invalid", "true");
        assertThat(window.page().getByLabel("Levels of replies")).isFocused();
        assertThat(window.page().locator(".field .error:not(:empty)")).containsText("depth must be 1 to 10.");
    }

    @Test
    void somebodyNewSignsInUntilTheyAreDisabled() {
        var name = fresh("omar");
        window.as("admin").open("settings/people");
        button("Add a person").click();
        dialog().getByLabel("User name").fill(name);
        dialog().getByLabel("Name", new Locator.GetByLabelOptions().setExact(true))
                .fill("Omar " + name);
        button("Make one").click();
        var password = dialog().getByLabel("Password to begin with").inputValue();
        assertThat(password).hasSize(23);
        dialog().getByRole(AriaRole.BUTTON).last().click();
        assertThat(row(name)).containsText("All sites");
        Browser.at(port).signIn(name, password);

        row(name).getByText("Edit").click();
        dialog().getByLabel("Role").selectOption("admin");
        dialog().getByText("Save").click();
        assertThat(row(name)).containsText("admin");

        row(name).getByText("Disable").click();
        dialog().getByText("Disable").last().click();
        assertThat(row(name)).containsText("disabled");
        assertThat(Browser.at(port).triesToSignIn(name, password).status()).isEqualTo(401);
    }

    @Test
    void aTokenIsShownOnceAndWorksUntilItIsRevoked() {
        var name = fresh("a nightly job");
        window.as("admin").open("settings/tokens");
        button("Make a token").click();
        dialog().getByLabel("Name").fill(name);
        dialog().getByRole(AriaRole.BUTTON).last().click();
        var token = dialog().locator("pre").textContent();
        assertThat(token).startsWith("grm_");
        dialog().getByText("Done").click();

        assertThat(row(name)).containsText("Never used");
        assertThat(window.page().content()).doesNotContain(token);
        var job = Browser.at(port).withToken(token);
        assertThat(job.get("/api/v1/moderation/comments").status()).isEqualTo(200);

        row(name).getByText("Revoke").click();
        dialog().getByText("Revoke").last().click();
        assertThat(row(name)).hasCount(0);
        assertThat(job.get("/api/v1/moderation/comments").status()).isEqualTo(401);
    }

    @Test
    void somebodyWhoLostThePhoneGetsTheSecondFactorReset() {
        var name = newPerson("moderator");
        window.as("admin").open("settings/people");
        row(name).getByText("Edit").click();
        dialog().getByLabel("Demand a second factor").check();
        dialog().getByText("Save").click();
        assertThat(row(name)).containsText("second factor not set up");

        // as if it had been set up
        store.run("INSERT INTO second_factor (username, secret_sealed, confirmed_at) VALUES (?, '\\x01', now())", name);
        window.open("settings/people");
        row(name).getByText("Reset second factor").click();
        dialog().getByText("Reset second factor").last().click();
        assertThat(row(name)).containsText("second factor not set up");
    }

    @Test
    void everySectionIsALinkAway() {
        window.as("admin").open("settings");
        for (String section : List.of("People", "Rules", "API tokens", "Sites")) {
            link(section).click();
            assertThat(window.page().locator(".sections [aria-current]")).hasText(section);
        }
        assertThat(window.page().locator(".bar [aria-current]")).hasText("Settings");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        for (String section : List.of("sites", "sites/demo", "people", "tokens")) {
            looksWell("admin", "settings/" + section, width, colours, language);
        }
    }
}
