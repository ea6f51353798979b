package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfTests extends RunningDesk {
    private static final String PATH = "/api/v1/admin/moderators/nobody";

    private static final String OTHER_TOKEN = "B".repeat(43);

    @Test
    void givesATokenToWhoeverAsksForTheirSession() {
        var stranger = browser();
        var first = stranger.get("/api/v1/session");
        var firstToken = stranger.csrfToken();
        var second = stranger.get("/api/v1/session");

        assertThat(first.status()).isEqualTo(401);
        assertThat(first.settings("XSRF-TOKEN")).hasSize(1);
        assertThat(second.settings("XSRF-TOKEN")).hasSize(1);
        assertThat(stranger.csrfToken()).isNotEqualTo(firstToken);
    }

    @Test
    void mirrorsTheSessionsTokenToWhoIsSignedIn() {
        var browser = signedInAs("admin");
        var token = browser.csrfToken();
        browser.forget("XSRF-TOKEN");

        browser.get("/api/v1/session");

        assertThat(browser.csrfToken()).isEqualTo(token);
    }

    @Test
    void asksForTheTokenBeforeTheSession() {
        assertRefused(browser().delete(PATH));
        assertRefused(browser().post("/api/v1/moderation/decisions", "{}"));
        assertThat(browser().fetchingItsToken().delete(PATH).problem()).isEqualTo("unauthenticated");
    }

    @Test
    void refusesASignInWhoseHeaderAndCookieDoNotAgree() {
        var form = object("username", "admin", "password", PASSWORD);

        assertRefused(browser().post("/api/v1/session", form));
        assertRefused(browser().with("X-XSRF-TOKEN", OTHER_TOKEN).post("/api/v1/session", form));
        assertRefused(
                browser().with("X-XSRF-TOKEN", "").withCookie("XSRF-TOKEN", "").post("/api/v1/session", form));
        assertRefused(browser().fetchingItsToken().with("X-XSRF-TOKEN", "").post("/api/v1/session", form));
        assertRefused(
                browser().fetchingItsToken().with("X-XSRF-TOKEN", OTHER_TOKEN).post("/api/v1/session", form));
    }

    @Test
    void comparesWithTheSessionAndNotWithTheCookieThatASiblingHostCanPlant() {
        var anothers = signedInAs(someone("admin")).csrfToken();

        assertRefused(signedInAs("admin").with("X-XSRF-TOKEN", "").delete(PATH));
        assertRefused(signedInAs("admin").with("X-XSRF-TOKEN", anothers).delete(PATH));
        assertRefused(signedInAs("admin").withCookie("XSRF-TOKEN", OTHER_TOKEN).delete(PATH));

        var missing = signedInAs("admin");
        missing.forget("XSRF-TOKEN");
        assertRefused(missing.delete(PATH));

        var cookieless = signedInAs("admin");
        var token = cookieless.csrfToken();
        cookieless.forget("XSRF-TOKEN");
        assertThat(cookieless.with("X-XSRF-TOKEN", token).delete(PATH).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none", "", "Same-Origin"})
    void refusesWhatTheBrowserSaysIsNoneOfOurPages(String site) {
        assertRefused(signedInAs("admin").with("Sec-Fetch-Site", site).delete(PATH));
        assertRefused(browser()
                .fetchingItsToken()
                .with("Sec-Fetch-Site", site)
                .post("/api/v1/session", object("username", "admin", "password", PASSWORD)));
    }

    @Test
    void takesWhatComesFromOurOwnPages() {
        assertThat(signedInAs("admin")
                        .with("Sec-Fetch-Site", "same-origin")
                        .delete(PATH)
                        .status())
                .isEqualTo(404);
        assertThat(signedInAs("admin")
                        .with("Origin", "http://localhost:" + port)
                        .delete(PATH)
                        .status())
                .isEqualTo(404);
        assertThat(signedInAs("admin")
                        .with("Origin", "http://127.0.0.1:" + port)
                        .delete(PATH)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void believesTheBrowserBeforeTheOrigin() {
        assertThat(signedInAs("admin")
                        .with("Sec-Fetch-Site", "same-origin")
                        .with("Origin", "http://desk.example")
                        .delete(PATH)
                        .status())
                .isEqualTo(404);
        assertRefused(signedInAs("admin")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Origin", "http://localhost:" + port)
                .delete(PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "https://evil.example", "http://localhost", "https://localhost"})
    void refusesAForeignOriginWhereTheBrowserSaysNothing(String origin) {
        assertRefused(signedInAs("admin").with("Origin", origin).delete(PATH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/problem+json", "*/*", "/"})
    void takesJsonOnlyFromWhoIsSignedIn(String type) {
        var answer = signedInAs("admin").with("Content-Type", type).put(PATH, "{}");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void takesJsonWithItsCharset() {
        assertThat(signedInAs("admin")
                        .with("Content-Type", "application/json;charset=UTF-8")
                        .put(PATH, "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void asksTokensForNothingMore() {
        var client = withTokenOf(signedInAs("admin"), "admin");

        assertThat(client.delete(PATH).status()).isEqualTo(404);
        assertThat(client.with("Sec-Fetch-Site", "cross-site").delete(PATH).status())
                .isEqualTo(404);
    }

    @Test
    void refusesATokenThatComesTwice() {
        var browser = signedInAs("admin");

        var answer = browser.with("X-XSRF-TOKEN", browser.csrfToken() + ", " + browser.csrfToken())
                .delete(PATH);

        assertRefused(answer);
    }

    @Test
    void writesDownWhatWasRefusedToSomebodyKnownAndNothingOfStrangers() {
        var username = someone("admin");
        var before = number("SELECT count(*) FROM audit");
        for (int i = 0; i < 5; i++) {
            browser().delete(PATH);
        }
        assertThat(number("SELECT count(*) FROM audit")).isEqualTo(before);

        signedInAs(username).with("X-XSRF-TOKEN", OTHER_TOKEN).delete(PATH);

        assertThat(auditOf(username)).containsExactly("csrf-refused DELETE /api/v1/admin/moderators");
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("csrf-token-invalid");
    }
}
