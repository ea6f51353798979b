package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordChangeTests extends RunningDesk {
    private static final String PATH = "/api/v1/session/password";
    private static final String NEXT = "seven wet umbrellas sing";

    @Test
    void endsAllOtherSessionsAndGivesThisOneANewId() {
        var username = someone("moderator");
        var elsewhere = signedInAs(username);
        var here = signedInAs(username);
        var idBefore = here.session();
        var tokenBefore = here.cookie("XSRF-TOKEN");

        var answer = here.post(PATH, object("old", PASSWORD, "new", NEXT));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(here.cookie("greenroom")).isNotEqualTo(idBefore);
        assertThat(here.cookie("XSRF-TOKEN")).isNotEqualTo(tokenBefore);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(browser()
                        .withCookie("greenroom", idBefore)
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void replacesThePassword() {
        var username = someone("moderator");

        signedInAs(username).post(PATH, object("old", PASSWORD, "new", NEXT));

        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(401);
        assertThat(browser().triesToSignIn(username, NEXT).status()).isEqualTo(200);
        assertThat(number(
                        "SELECT count(*) FROM audit WHERE action = 'password-change' AND by_whom = '" + username + "'"))
                .isEqualTo(1);
    }

    @Test
    void asksForTheOldPassword() {
        var username = someone("moderator");
        var browser = signedInAs(username);

        var answer = browser.post(PATH, object("old", "not the password at all", "new", NEXT));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("bad-credentials");
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void letsAThiefOfASessionGuessTenTimesOnlyAndItsOwnerSignInAllTheSame() {
        var username = someone("moderator");
        var browser = signedInAs(username);
        for (int i = 0; i < 10; i++) {
            browser.post(PATH, object("old", "not the password at all", "new", NEXT));
        }

        var answer = browser.post(PATH, object("old", PASSWORD, "new", NEXT));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void refusesAWeakOne() {
        var answer = signedInAs(someone("moderator")).post(PATH, object("old", PASSWORD, "new", "short"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.errors()).containsExactly("/new password-too-short");
    }

    @Test
    void asksForBothFields() {
        assertThat(signedInAs(someone("moderator")).post(PATH, "{}").errors())
                .containsExactly("/old required", "/new required");
    }

    @Test
    void isNotForTokens() {
        var answer = withTokenOf(signedInAs("admin"), "admin").post(PATH, object("old", PASSWORD, "new", NEXT));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void isNotForStrangers() {
        var answer = browser().fetchingItsToken().post(PATH, object("old", PASSWORD, "new", NEXT));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
    }

    @Test
    void storesArgon2idWithNineteenMebibytes() {
        assertThat(
                        number(
                                "SELECT count(*) FROM moderator WHERE password_hash NOT LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'"))
                .isZero();
    }

    @Test
    void hashesAgainAtSignInWhenTheParametersHaveMoved() {
        var username = someone("moderator");
        var weaker = new org.springframework.security.crypto.argon2.Argon2PasswordEncoder(16, 32, 1, 8192, 1)
                .encode(PASSWORD);
        run("UPDATE moderator SET password_hash = '" + weaker + "' WHERE username = '" + username + "'");
        var browser = browser().signIn(username, PASSWORD);

        assertThat(number("SELECT count(*) FROM moderator WHERE username = '" + username
                        + "' AND password_hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'"))
                .isEqualTo(1);
        assertThat(browser.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }
}
