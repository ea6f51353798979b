package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTests extends RunningDesk {
    @Test
    void tellsWhoSignedInThatTheyDid() {
        var browser = browser();

        var answer = browser.triesToSignIn("admin", PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"username\":\"admin\",\"displayName\":\"admin\",\"role\":\"admin\",\"sites\":null,\"secondFactor\":\"off\"}");
        assertThat(browser.get("/api/v1/session").body()).isEqualTo(answer.body());
    }

    @Test
    void tellsTheSitesThatSomebodyIsLimitedTo() {
        site("zebra");
        var username = someone("moderator", "[\"zebra\",\"news\"]");

        var answer = browser().triesToSignIn(username, PASSWORD);

        assertThat(answer.json().path("sites").toString()).isEqualTo("[\"news\",\"zebra\"]");
    }

    @Test
    void takesANameInAnyCase() {
        assertThat(browser().triesToSignIn(" ADMIN ", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void givesOneSessionCookieThatScriptsAndOtherSitesDoNotGet() {
        var answer = browser().triesToSignIn("admin", PASSWORD);

        assertThat(answer.settings("greenroom"))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(attributes(cookie)).containsExactlyInAnyOrder("Path=/", "HttpOnly", "SameSite=Lax"));
        assertThat(answer.settings("XSRF-TOKEN"))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(attributes(cookie)).containsExactlyInAnyOrder("Path=/", "SameSite=Strict"));
        assertThat(answer.settings("greenroom-device")).isEmpty();
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
    }

    @Test
    void keepsCookiesToHttpsWhereTheTrustedProxySaysSo() {
        var answer = browser().overHttps().triesToSignIn("admin", PASSWORD);

        assertThat(answer.settings("greenroom"))
                .allSatisfy(cookie -> assertThat(attributes(cookie)).contains("Secure"));
        assertThat(answer.settings("XSRF-TOKEN"))
                .allSatisfy(cookie -> assertThat(attributes(cookie)).contains("Secure"));
    }

    @Test
    void doesNotBelieveASchemeThatTheClientWrote() {
        var answer = browser().with("X-Forwarded-Proto", "https, http").triesToSignIn("admin", PASSWORD);

        assertThat(answer.settings("greenroom"))
                .allSatisfy(cookie -> assertThat(attributes(cookie)).doesNotContain("Secure"));
    }

    private static List<String> attributes(String cookie) {
        var parts = List.of(cookie.split("; "));
        return parts.subList(1, parts.size());
    }

    @Test
    void makesIdsAndTokensOf32RandomBytes() {
        var browser = admin();

        assertThat(Base64.getUrlDecoder().decode(browser.session())).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(browser.csrfToken())).hasSize(32);
    }

    @Test
    void givesANewTokenWithTheSession() {
        var browser = browser().fetchingItsToken();
        var before = browser.cookie("XSRF-TOKEN");

        browser.post("/api/v1/session", object("username", "admin", "password", PASSWORD));

        assertThat(browser.cookie("XSRF-TOKEN")).isNotEqualTo(before);
    }

    @Test
    void makes20IdsOf20SignInsAtOnceWithOnePlantedCookie() {
        var planted = admin().session();
        var address = newAddress();
        var browsers = IntStream.range(0, 20)
                .mapToObj(i -> Browser.at(port).from(address).fetchingItsToken())
                .toList();
        var unplanted = "A".repeat(43);

        var answers = browsers.stream()
                .map(browser -> browser.withCookie("greenroom", unplanted))
                .map(browser -> CompletableFuture.supplyAsync(() -> patiently(
                        () -> browser.post("/api/v1/session", object("username", "admin", "password", PASSWORD)))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(browsers).extracting(browser -> browser.cookie("greenroom")).doesNotHaveDuplicates();
        assertThat(whoIs(unplanted)).isEqualTo(401);
        assertThat(whoIs(planted)).isEqualTo(200);
    }

    @Test
    void endsTheSessionThatABrowserCameWith() {
        var browser = admin();
        var before = browser.session();

        browser.signIn("admin", PASSWORD);

        assertThat(browser.cookie("greenroom")).isNotEqualTo(before);
        assertThat(whoIs(before)).isEqualTo(401);
    }

    private int whoIs(String session) {
        return browser().withCookie("greenroom", session).get("/api/v1/session").status();
    }

    @Test
    void takesNeitherOfTwoSessionCookies() {
        var session = admin().session();

        var answer = browser()
                .with("Cookie", "greenroom=" + session + "; greenroom=" + "A".repeat(43))
                .get("/api/v1/session");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void answersAWrongPasswordAnUnknownNameAndADisabledAccountAlike() {
        var known = someone("moderator");
        var disabled = someone("moderator");
        signedInAs("admin").delete("/api/v1/admin/moderators/" + disabled);

        var wrong = browser().with("X-Request-Id", "same").triesToSignIn(known, "not the password at all");
        var unknown = browser().with("X-Request-Id", "same").triesToSignIn("nobody-here", PASSWORD);
        var off = browser().with("X-Request-Id", "same").triesToSignIn(disabled, PASSWORD);

        assertThat(wrong.problem()).isEqualTo("bad-credentials");
        assertThat(wrong.header("WWW-Authenticate")).hasValue("Bearer realm=\"greenroom\"");
        assertThat(List.of(unknown, off)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(wrong.body());
            assertThat(answer.response().headers().map().keySet())
                    .isEqualTo(wrong.response().headers().map().keySet());
        });
    }

    @Test
    void hashesOnceForEachTryWhoeverItIs() {
        var known = someone("moderator");
        var disabled = someone("moderator");
        signedInAs("admin").delete("/api/v1/admin/moderators/" + disabled);

        for (var name : List.of(known, disabled, "nobody-here", "no such name!", "\0", "")) {
            var before = encoder.matched.get();
            browser().triesToSignIn(name, "not the password at all");
            assertThat(encoder.matched.get() - before).as(name).isEqualTo(1);
        }
        var before = encoder.matched.get();
        browser().triesToSignIn(known, "x".repeat(10_000));
        assertThat(encoder.matched.get() - before).isEqualTo(1);
    }

    @Test
    void asksForBothFields() {
        var answer = browser().fetchingItsToken().post("/api/v1/session", "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.errors()).containsExactly("/username required", "/password required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":5,\"password\":\"x\"}",
                "null",
                "{",
                "[]",
                "{\"username\":\"a\",\"username\":\"b\"}"
            })
    void refusesWhatIsNoForm(String body) {
        var answer = browser().fetchingItsToken().post("/api/v1/session", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/xml", "nonsense"})
    void takesJsonOnly(String type) {
        var answer = browser()
                .fetchingItsToken()
                .with("Content-Type", type)
                .post("/api/v1/session", object("username", "admin", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void signsOut() {
        var browser = admin();
        var session = browser.session();

        var answer = browser.delete("/api/v1/session");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(browser.cookie("greenroom")).isNull();
        assertThat(whoIs(session)).isEqualTo(401);
        assertThat(browser.triesToSignIn("admin", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void writesDownWhoSignedInAndOutAndWhoFailedTo() {
        var known = someone("moderator");
        var typo = "my-secret-typed-as-a-name";

        browser().triesToSignIn(known, "not the password at all");
        browser().triesToSignIn(typo, "x");
        browser().signIn(known, PASSWORD).delete("/api/v1/session");

        assertThat(auditOf(known)).containsExactly("sign-in-failed wrong password", "sign-in -", "sign-out -");
        assertThat(number("SELECT count(*) FROM audit WHERE audit::text LIKE '%" + typo + "%'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM audit WHERE reason = 'unknown username' AND by_whom IS NULL"))
                .isPositive();
    }
}
