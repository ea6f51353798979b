package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import greenroom.web.Client;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

class OpenIdSignInTests extends AtTheProvider {
    @Test
    void signsInWhoTheProviderSaysItIs() {
        var before = lastEntry();
        var browser = browser();

        var answer = signsIn(browser);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo(WELCOME);
        assertThat(answer.settings("greenroom"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("; Path=/", "; HttpOnly", "; SameSite=Lax"));
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        var me = browser.get("/api/v1/session");
        assertThat(me.json().path("username").asString()).isEqualTo(username);
        assertThat(browser.get("/api/v1/moderation/comments").status()).isEqualTo(200);
        assertThat(browser.delete("/api/v1/session").status()).isEqualTo(204);
        assertThat(auditSince(before))
                .containsExactly("sign-in " + username + " openid-connect house", "sign-out " + username + " -");
    }

    @Test
    void asksForACodeWithPkceStateAndNonce() {
        var browser = browser();

        var there = browser.get("/oauth2/authorization/house");

        assertThat(there.response().headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("greenroom-sign-in=")
                        .contains("; Path=/login/oauth2/code", "; Max-Age=600", "; HttpOnly", "; SameSite=Lax")
                        .doesNotContain("Secure"));
        assertThat(location(there)).startsWith(provider.issuer() + "/authorize?");
        var asked = Provider.fields(URI.create(location(there)).getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("redirect_uri", "http://127.0.0.1:" + port + "/login/oauth2/code/house")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(asked.get("scope")).contains("openid");
        browser.get(follow(location(there)));
        assertThat(provider.lastTokenRequest).containsKeys("code_verifier");
    }

    @Test
    void comesBackToTheAddressThatTheProxySays() {
        var there = browser().overHttps().get("/oauth2/authorization/house");

        assertThat(location(there)).contains("redirect_uri=https://127.0.0.1:" + port + "/login/oauth2/code/house");
        assertThat(there.settings("greenroom-sign-in").get(0)).contains("; Secure");
    }

    @Test
    void refusesWhoHasNoAccountHereAndMakesNone() {
        var before = lastEntry();
        var stranger = "nobody-" + username;
        provider.signsIn(Map.of("preferred_username", stranger));

        isRefused(signsIn(browser()));

        assertThat(moderators.now(stranger).blockOptional()).isEmpty();
        assertThat(auditSince(before)).containsExactly("sign-in-failed - openid-connect house: nobody known");
    }

    @Test
    void refusesADisabledAccount() {
        var before = lastEntry();
        run("UPDATE moderator SET enabled = false WHERE username = '" + username + "'");

        isRefused(signsIn(browser()));

        assertThat(auditSince(before))
                .containsExactly("sign-in-failed " + username + " openid-connect house: disabled");
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.status()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo(REFUSED);
        assertThat(answer.settings("greenroom")).isEmpty();
    }

    @Test
    void refusesAClaimThatIsNoUsername() {
        for (var claims : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("preferred_username", 5),
                Map.of("preferred_username", "a b"),
                Map.of("email", username))) {
            provider.signsIn(claims);
            isRefused(signsIn(browser()));
        }
    }

    @Test
    void refusesAnotherState() {
        var before = lastEntry();
        var browser = browser();
        var back = waysBack(browser);

        isRefused(browser.get(back.replaceFirst("state=[^&]*", "state=another")));
        assertThat(browser.cookie("greenroom-sign-in")).as("one try").isNull();
        isRefused(browser.get(back));

        assertThat(auditSince(before))
                .hasSize(2)
                .allMatch(entry -> entry.equals("sign-in-failed - openid-connect: authorization_request_not_found"));
    }

    @Test
    void refusesABrowserThatDidNotSetOut() {
        var back = waysBack(browser());

        isRefused(browser().get(back));
        var other = browser();
        waysBack(other);
        isRefused(other.get(back));
    }

    @Test
    void refusesAWayBackThatTookTooLongOrIsTakenTwice() {
        var slow = browser();
        var back = waysBack(slow);
        clock.forward(Duration.ofMinutes(11));
        isRefused(slow.get(back));
        clock.reset();

        var again = browser();
        var once = waysBack(again);
        var kept = Objects.requireNonNull(again.cookie("greenroom-sign-in"));
        assertThat(location(again.get(once))).isEqualTo(WELCOME);
        assertThat(again.cookie("greenroom-sign-in")).isNull();
        again.withCookie("greenroom-sign-in", kept);
        isRefused(again.get(once));
    }

    @Test
    void refusesACookieThatItDidNotWrite() {
        var browser = browser();
        var back = waysBack(browser);
        var cookie = Objects.requireNonNull(browser.cookie("greenroom-sign-in"));
        var parts = cookie.split("\\.", -1);
        parts[2] = Base64.getUrlEncoder().withoutPadding().encodeToString("another nonce".getBytes(UTF_8));

        for (var forged : List.of("", "x", "a.b.c.d.e.f.g", cookie + "A", String.join(".", parts), "%00.%00")) {
            isRefused(browser.withCookie("greenroom-sign-in", forged).get(back));
        }
    }

    @Test
    void refusesTokensThatAreNotForThisMoment() {
        var past = Date.from(Instant.now().minus(Duration.ofMinutes(10)));
        provider.lie = claims -> claims.claim("nonce", "another");
        isRefused(signsIn(browser()));
        provider.lie = claims -> claims.claim("nonce", null);
        isRefused(signsIn(browser()));
        provider.lie = claims ->
                claims.issueTime(past).expirationTime(Date.from(past.toInstant().plusSeconds(60)));
        isRefused(signsIn(browser()));
        provider.lie = claims -> claims.audience("somebody else");
        isRefused(signsIn(browser()));
        provider.lie = claims -> claims.issuer("http://127.0.0.1:1");
        isRefused(signsIn(browser()));
    }

    @Test
    void refusesATokenThatAnotherKeySigned() {
        provider.signsWith = Provider.newKey();

        isRefused(signsIn(browser()));
    }

    @Test
    void refusesWhatTheProviderRefused() {
        var browser = browser();
        var state = waysBack(browser).replaceFirst(".*state=", "");

        isRefused(browser.get("/login/oauth2/code/house?error=access_denied&error_description=%3Cb%3E&state=" + state));
        isRefused(browser().get("/login/oauth2/code/house?error=access_denied&state=x"));
        isRefused(browser().get("/login/oauth2/code/house?code=x&state=x"));
        isRefused(browser().get("/login/oauth2/code/house"));
    }

    @Test
    void staysUpWithoutTheProvider() {
        var browser = browser();
        var back = waysBack(browser);
        provider.isDown = true;

        isRefused(browser.get(back));
        isRefused(browser().get("/oauth2/authorization/gone"));
        assertThat(browser()
                        .signIn("admin", RunningDesk.PASSWORD)
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(200);
        provider.isDown = false;
        assertThat(location(signsIn(browser()))).isEqualTo(WELCOME);
    }

    @Test
    void writesTenRefusalsOfOneNetworkDown() {
        var before = lastEntry();
        var browser = browser();
        for (int i = 0; i < 14; i++) {
            isRefused(browser.get("/login/oauth2/code/house?code=x&state=x"));
        }

        assertThat(auditSince(before)).hasSize(10);
        assertThat(location(signsIn(browser)))
                .as("others there sign in all the same")
                .isEqualTo(WELCOME);
    }

    @Test
    void asksForNoSecondFactorOfItsOwn() {
        run("UPDATE moderator SET second_factor_required = true WHERE username = '" + username + "'");
        var browser = browser();

        assertThat(location(signsIn(browser))).isEqualTo(WELCOME);

        assertThat(browser.get("/api/v1/session").json().path("secondFactor").asString())
                .isEqualTo("off");
        assertThat(browser.get("/api/v1/moderation/comments").status()).isEqualTo(200);
    }

    @Test
    void takesAnEmailForAUsernameOnlyWhereTheProviderVerifiedIt() {
        var email = username + "@example.org";
        run("INSERT INTO moderator (username, display_name, password_hash, role) VALUES ('" + email
                + "', 'Somebody', 'none', 'moderator')");

        assertThat(byEmail(Map.of("email", email, "email_verified", true))).isEqualTo(WELCOME);
        assertThat(byEmail(Map.of("email", email, "email_verified", false))).isEqualTo(REFUSED);
        assertThat(byEmail(Map.of("email", email))).isEqualTo(REFUSED);
    }

    private String byEmail(Map<String, Object> claims) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/login/oauth2/code/house"));
        exchange.getAttributes().put(Client.class.getName(), new Client(InetAddress.getLoopbackAddress(), false));
        var all = new HashMap<>(claims);
        all.put("sub", "subject-1");
        var token = new OidcIdToken("signed", Instant.now(), Instant.now().plusSeconds(60), all);
        new OpenIdSignIn(new OpenIdSettings("email"), moderators, sessions, cookies, guard, audit)
                .vouchedFor(
                        exchange,
                        new OAuth2AuthenticationToken(new DefaultOidcUser(List.of(), token), List.of(), "house"))
                .block();
        return String.valueOf(exchange.getResponse().getHeaders().getLocation());
    }

    @Test
    void endsTheSessionThatABrowserCameWith() {
        var browser = browser().signIn("admin", RunningDesk.PASSWORD);
        var before = browser.session();

        signsIn(browser);

        assertThat(browser.session()).isNotEqualTo(before);
        assertThat(browser()
                        .withCookie("greenroom", before)
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsStrangersWhereElseTheyMaySignIn() {
        var answer = browser().get("/api/v1/session/providers");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"providers\":[{\"id\":\"gone\",\"name\":\"gone\",\"href\":\"/oauth2/authorization/gone\"},"
                                + "{\"id\":\"house\",\"name\":\"The House\",\"href\":\"/oauth2/authorization/house\"}]}");
    }

    @Test
    void opensNothingElse() {
        var before = kept.count();

        assertThat(browser().get("/oauth2/authorization/nowhere").status()).isEqualTo(404);
        assertThat(browser().get("/login").status()).isEqualTo(404);
        assertThat(browser().get("/logout").status()).isEqualTo(404);
        assertThat(browser()
                        .fetchingItsToken()
                        .post("/login/oauth2/code/house", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(browser().get("/api/v1/moderation/comments").status()).isEqualTo(401);
        assertThat(browser().get("/api/v1/moderation/comments").header("Location"))
                .isEmpty();
        assertThat(kept.count()).isEqualTo(before);
    }
}
