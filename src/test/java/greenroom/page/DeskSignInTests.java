package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import greenroom.service.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door of the desk. */
class DeskSignInTests extends RunningService {
    private DeskWindow desk;

    @BeforeEach
    void openAWindow() {
        desk = DeskWindow.at(port);
    }

    @AfterEach
    void closeIt() {
        desk.close();
    }

    private void signIn(String password) {
        desk.page().getByLabel("User name").fill("admin");
        desk.page().getByLabel("Password").fill(password);
        desk.press("Enter");
    }

    @Test
    void whoIsNotSignedInIsAskedToAndThenSeesWhatTheyCameFor() {
        desk.open("?q=tea");
        assertThat(desk.page().url()).isEqualTo(desk.address("sign-in?return=%3Fq%3Dtea"));

        signIn("not the password at all");
        PlaywrightAssertions.assertThat(desk.page().getByRole(AriaRole.ALERT))
                .containsText("User name, password or code are wrong.");

        signIn(PASSWORD);
        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("?q=tea"));
    }

    @Test
    void signingOutEndsIt() {
        desk.as("admin").open("");
        desk.page().locator(".me").click();
        desk.page().getByText("Sign out").click();

        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("sign-in"));
        desk.open("");
        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address("sign-in"));
    }

    /** As it is when an account has a second factor. */
    @Test
    void aSecondFactorIsAskedForAfterThePasswordAndSentWithIt() {
        desk.window().route("**/api/v1/session", route -> {
            var body = route.request().postData();
            if (body == null || body.contains("\"code\":\"123456\"")) {
                route.resume();
            } else {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"type\":\"urn:greenroom:problem:second-factor-required\",\"status\":401}"));
            }
        });
        desk.open("sign-in");
        signIn(PASSWORD);

        PlaywrightAssertions.assertThat(desk.page().getByLabel("Code")).isFocused();
        desk.page().keyboard().type("123456");
        desk.press("Enter");
        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address(""));
    }

    @Test
    void providersAreOffered() {
        desk.window()
                .route(
                        "**/api/v1/session/providers",
                        route -> route.fulfill(
                                new Route.FulfillOptions()
                                        .setContentType("application/json")
                                        .setBody(
                                                "{\"providers\":[{\"id\":\"desk\",\"name\":\"The Daily\",\"href\":\"/oauth2/authorization/desk\"}]}")));
        desk.open("sign-in");

        PlaywrightAssertions.assertThat(desk.page().getByText("Sign in with The Daily"))
                .hasAttribute("href", "/oauth2/authorization/desk");
    }

    @Test
    void theWayBackLeadsNowhereElse() {
        desk.open("sign-in?return=https://evil.example/moderate/");
        signIn(PASSWORD);

        PlaywrightAssertions.assertThat(desk.page()).hasURL(desk.address(""));
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, en", "360, DARK, ur", "1440, LIGHT, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        try (var looking = DeskWindow.forLooking(port, width, colours, language)) {
            looking.open("sign-in");
            looking.assertAccessible("sign-in");
            looking.screenshot("sign-in-" + width + "-" + colours + "-" + language);
        }
    }
}
