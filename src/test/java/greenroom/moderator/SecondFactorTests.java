package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.ChecksumException;
import com.google.zxing.FormatException;
import com.google.zxing.qrcode.decoder.Decoder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondFactorTests extends SecondFactorDesk {
    @Test
    void countsOnceItIsConfirmedByACode() {
        var username = someone("moderator");
        var browser = signedInAs(username).checked();
        assertThat(browser.get(PATH).body())
                .isEqualTo("{\"enabled\":false,\"required\":false,\"recoveryCodesLeft\":0}");
        var phone = phone(browser);
        assertThat(signsIn(username, PASSWORD).status()).as("not yet").isEqualTo(200);

        var wrong = browser.put(PATH, object("code", phone.wrongCode()));
        var right = browser.put(PATH, object("code", phone.code()));

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.problem()).isEqualTo("bad-credentials");
        assertThat(right.status()).isEqualTo(200);
        assertThat(codes(right)).hasSize(10);
        assertThat(browser.get(PATH).body())
                .isEqualTo("{\"enabled\":true,\"required\":false,\"recoveryCodesLeft\":10}");
        assertThat(secondFactorOf(browser)).isEqualTo("on");
        assertThat(signsIn(username, PASSWORD, phone.code()).status())
                .as("its code was used by that")
                .isEqualTo(401);
        assertThat(trail(username))
                .containsSubsequence("sign-in-failed wrong code at the second factor", "second-factor-enable -");
    }

    @Test
    void isShownOnceAsTextAsAddressAndAsQrCode() throws ChecksumException, FormatException {
        var username = someone("moderator");

        var shown = signedInAs(username).checked().post(PATH, OWN_PASSWORD).json();

        var secret = shown.path("secret").asString();
        assertThat(shown.path("uri").asString())
                .isEqualTo("otpauth://totp/Greenroom:" + username + "?secret=" + secret + "&issuer=Greenroom");
        var rows = shown.path("qr").valueStream().map(row -> row.asString()).toList();
        assertThat(new Decoder().decode(withoutBorder(rows)).getText())
                .isEqualTo(shown.path("uri").asString());
        assertThat(rows.get(3)).matches("0+");
    }

    @Test
    void makesAShorterPasswordEnoughForAsLongAsItIsThere() {
        var nadia = withSecondFactor("moderator");
        var browser = nadia.browser();
        var shorter = "tor+Ngi7";

        assertThat(browser.post("/api/v1/session/password", object("old", PASSWORD, "new", "tor+Ngi"))
                        .errors())
                .containsExactly("/new password-too-short");
        assertThat(browser.post("/api/v1/session/password", object("old", PASSWORD, "new", shorter))
                        .status())
                .isEqualTo(204);
        assertThat(browser.delete(PATH, object("password", shorter)).status()).isEqualTo(409);
        assertThat(secondFactorOf(browser)).isEqualTo("on");
    }

    private static boolean[][] withoutBorder(List<String> rows) {
        var size = rows.size() - 8;
        var modules = new boolean[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                modules[y][x] = rows.get(y + 4).charAt(x + 4) == '1';
            }
        }
        return modules;
    }

    @Test
    void isStoredSoThatTheDatabaseAloneOpensNothing() {
        var nadia = withSecondFactor("moderator");
        var hex = HexFormat.of().formatHex(nadia.phone().secret());

        assertThat(number("SELECT count(*) FROM second_factor WHERE encode(secret_sealed, 'hex') LIKE '%" + hex + "%'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM recovery_code WHERE username = '" + nadia.username()
                        + "' AND length(code_hash) = 32"))
                .isEqualTo(10);
        assertThat(number("SELECT count(*) FROM recovery_code WHERE code_hash = sha256('"
                        + nadia.codes().get(0).replace("-", "") + "')"))
                .isZero();
    }

    @Test
    void givesAnotherSecretUntilOneIsConfirmedAndTakesTheLastOnly() {
        var browser = signedInAs(someone("moderator")).checked();
        var first = phone(browser);
        var second = phone(browser);

        assertThat(browser.put(PATH, object("code", first.code())).status()).isEqualTo(401);
        assertThat(browser.put(PATH, object("code", second.code())).status()).isEqualTo(200);
        assertThat(browser.post(PATH, OWN_PASSWORD).problem()).isEqualTo("conflict");
        assertThat(browser.put(PATH, object("code", second.code())).problem()).isEqualTo("conflict");
    }

    @Test
    void isChangedWithThePasswordOnly() {
        var nadia = withSecondFactor("moderator");
        var wrong = object("password", "not the password at all");

        assertThat(signedInAs(someone("moderator")).checked().post(PATH, wrong).status())
                .isEqualTo(401);
        assertThat(nadia.browser().delete(PATH, wrong).status()).isEqualTo(401);
        assertThat(nadia.browser().post(PATH + "/recovery-codes", wrong).status())
                .isEqualTo(401);
        assertThat(nadia.browser().delete(PATH, "{}").errors()).containsExactly("/password required");
        assertThat(nadia.browser().put(PATH, "{}").errors()).containsExactly("/code required");
        assertThat(secondFactorOf(nadia.browser())).isEqualTo("on");
    }

    @Test
    void countsWrongPasswordsForThisPersonUntilThereIsNoTryLeft() {
        var nadia = withSecondFactor("moderator");
        for (int i = 0; i < 10; i++) {
            assertThat(nadia.browser().delete(PATH, object("password", "wrong")).status())
                    .isEqualTo(401);
        }

        assertThat(nadia.browser().delete(PATH, OWN_PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void endsAllOtherSessionsWhenItIsTurnedOnAndOff() {
        var username = someone("moderator");
        var here = signedInAs(username).checked();
        var elsewhere = signedInAs(username);
        var phone = phone(here);
        var before = here.session();

        here.put(PATH, object("code", phone.code()));

        assertThat(elsewhere.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(here.session()).isNotEqualTo(before);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        var later = signedInAs(username);
        assertThat(here.delete(PATH, OWN_PASSWORD).status()).isEqualTo(204);
        assertThat(later.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(secondFactorOf(here)).isEqualTo("off");
        assertThat(signsIn(username, PASSWORD).status()).isEqualTo(200);
        assertThat(here.delete(PATH, OWN_PASSWORD).status()).as("again").isEqualTo(204);
        assertThat(trail(username)).containsExactly("second-factor-enable -", "second-factor-disable -");
    }

    @Test
    void replacesRecoveryCodes() {
        var nadia = withSecondFactor("moderator");

        var fresh = codes(nadia.browser().post(PATH + "/recovery-codes", OWN_PASSWORD));

        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(nadia.codes());
        assertThat(signsIn(nadia.username(), PASSWORD, nadia.codes().get(0)).status())
                .isEqualTo(401);
        assertThat(signsIn(nadia.username(), PASSWORD, fresh.get(0)).status()).isEqualTo(200);
        assertThat(trail(nadia.username())).contains("recovery-codes-renew -");
        assertThat(signedInAs(someone("moderator"))
                        .checked()
                        .post(PATH + "/recovery-codes", OWN_PASSWORD)
                        .problem())
                .isEqualTo("conflict");
    }

    @Test
    void isTakenAwayByAnAdminWhenThePhoneIsLost() {
        var nadia = withSecondFactor("moderator");
        var boss = someone("admin");
        var lost = "/api/v1/admin/moderators/" + nadia.username() + "/second-factor";

        assertThat(signedInAs(boss).checked().delete(lost).status()).isEqualTo(204);

        assertThat(nadia.browser().get("/api/v1/session").status()).isEqualTo(401);
        assertThat(signsIn(nadia.username(), PASSWORD).status()).isEqualTo(200);
        assertThat(signedInAs(boss).checked().delete(lost).status()).as("again").isEqualTo(204);
        assertThat(trail(boss)).containsExactly("second-factor-reset " + nadia.username());
        assertThat(signedInAs(boss)
                        .checked()
                        .delete("/api/v1/admin/moderators/nobody-there/second-factor")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void isNotTakenAwayByItsOwnerWithoutThePassword() {
        var boss = withSecondFactor("admin");
        var own = "/api/v1/admin/moderators/" + boss.username() + "/second-factor";

        assertThat(boss.browser().delete(own).status()).isEqualTo(403);
        assertThat(withTokenOf(boss.browser(), "admin").checked().delete(own).status())
                .isEqualTo(403);
        assertThat(secondFactorOf(boss.browser())).isEqualTo("on");
    }

    @Test
    void keepsASessionToItselfWhereAnAdminDemandsIt() {
        var username = someone("admin");
        var browser = signedInAs(username).checked();
        var token = withTokenOf(browser, "admin").checked();
        var account = "/api/v1/admin/moderators/" + username;
        var boss = someone("admin");

        var answer = signedInAs(boss).checked().put(account, "{\"secondFactorRequired\":true}");

        assertThat(answer.json().path("secondFactor").asString()).isEqualTo("to-be-set-up");
        assertThat(secondFactorOf(browser)).isEqualTo("to-be-set-up");
        for (var path : List.of("/api/v1/moderation/comments", "/api/v1/admin/sites", "/api/v1/tokens")) {
            assertThat(browser.get(path).problem()).isEqualTo("second-factor-required");
            assertThat(token.get(path).status()).as("by a token").isEqualTo(200);
        }
        assertThat(signsIn(username, PASSWORD).json().path("secondFactor").asString())
                .isEqualTo("to-be-set-up");
        browser.put(PATH, object("code", phone(browser).code()));
        assertThat(secondFactorOf(browser)).isEqualTo("on");
        assertThat(browser.get("/api/v1/moderation/comments").status()).isEqualTo(200);
        assertThat(trail(boss)).containsExactly("moderator-change " + username + ": second factor required");
    }

    @Test
    void isDemandedOfANewAccountToo() {
        var username = newName("nadia");
        var form =
                account(username, "moderator", "null").replace("\"sites\"", "\"secondFactorRequired\":true,\"sites\"");

        var made = signedInAs("admin").checked().post("/api/v1/admin/moderators", form);

        assertThat(made.json().path("secondFactorRequired").asBoolean()).isTrue();
        assertThat(secondFactorOf(signedInAs(username))).isEqualTo("to-be-set-up");
        signedInAs("admin").put("/api/v1/admin/moderators/" + username, "{\"secondFactorRequired\":false}");
        assertThat(secondFactorOf(signedInAs(username))).isEqualTo("off");
    }

    @Test
    void doesNotConcernTokensWhichCannotChangeIt() {
        var boss = withSecondFactor("admin");
        var token = withTokenOf(boss.browser(), "admin").checked();

        assertThat(token.get("/api/v1/moderation/comments").status()).isEqualTo(200);
        assertThat(token.delete(PATH, OWN_PASSWORD).status()).isEqualTo(403);
        assertThat(token.post(PATH, OWN_PASSWORD).status()).isEqualTo(403);
        assertThat(token.post(PATH + "/recovery-codes", OWN_PASSWORD).status()).isEqualTo(403);
        assertThat(token.put(PATH, object("code", "000000")).status()).isEqualTo(403);
    }

    @Test
    void leavesStrangersAnEmptyListOfProvidersWhereNoneIsConfigured() {
        var answer = browser().checked().get("/api/v1/session/providers");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"providers\":[]}");
        assertThat(browser().get("/oauth2/authorization/house").status()).isEqualTo(404);
        assertThat(browser().get("/login/oauth2/code/house").status()).isEqualTo(404);
        assertThat(browser().get("/login").status()).isEqualTo(404);
    }
}
