package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import greenroom.moderator.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One's own account. */
class AccountPageTests extends DeskPageTest {
    private static final String NEW_PASSWORD = "the lights go down at nine";

    @Test
    void aNewPasswordHoldsAndEndsAllOtherSessions() {
        var me = newPerson("moderator");
        var elsewhere = Browser.at(port).signIn(me, PASSWORD);
        window.as(me).open("");
        window.page().locator(".me").click();
        link("My account").click();

        window.page().getByLabel("Current password").fill("not the password at all");
        window.page().getByLabel("New password").fill(NEW_PASSWORD);
        button("Change password").click();
        assertThat(window.page().locator("main")).containsText("That is not your current password.");

        window.page().getByLabel("Current password").fill(PASSWORD);
        window.page().getByLabel("New password").fill("short");
        button("Change password").click();
        assertThat(window.page().locator("main")).containsText("A password has at least 15 characters.");

        window.page().getByLabel("New password").fill(NEW_PASSWORD);
        button("Change password").click();
        assertThat(window.page().locator(".toast")).containsText("Your password is changed.");
        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
        Browser.at(port).signIn(me, NEW_PASSWORD);
        window.open("account");
        assertThat(window.page().locator("h1")).hasText("My account");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, en", "360, DARK, ur", "1440, LIGHT, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        looksWell(newPerson("moderator"), "account", width, colours, language);
    }
}
