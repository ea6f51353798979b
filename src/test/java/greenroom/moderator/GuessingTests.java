package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuessingTests extends RunningDesk {
    private static final String WRONG = "not the password at all";

    @Test
    void endsForAnAddressAfterTenFailuresWithoutAnotherHash() {
        var address = newAddress();
        for (int i = 0; i < 10; i++) {
            assertThat(from(address).triesToSignIn("guess-" + i, WRONG).status())
                    .isEqualTo(401);
        }
        var hashes = encoder.matched.get();

        var answer = from(address).triesToSignIn("admin", PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.problem()).isEqualTo("rate-limited");
        assertThat(answer.header("Retry-After"))
                .get()
                .satisfies(seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 900));
        assertThat(encoder.matched.get()).isEqualTo(hashes);
        assertThat(browser().triesToSignIn("admin", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void endsForANameAfterTenFailuresFromTenAddressesWhetherThereIsSuchAPersonOrNot() {
        for (var name : List.of(someone("moderator"), newName("nobody"))) {
            for (int i = 0; i < 10; i++) {
                assertThat(browser().triesToSignIn(name, WRONG).status()).isEqualTo(401);
            }

            assertThat(browser()
                            .triesToSignIn(name.toUpperCase(Locale.ROOT), PASSWORD)
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void doesNotCountSuccesses() {
        var username = someone("moderator");
        var address = newAddress();
        for (int i = 0; i < 9; i++) {
            from(address).triesToSignIn(username, WRONG);
        }

        for (int i = 0; i < 5; i++) {
            assertThat(from(address).triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
        }
        assertThat(from(address).triesToSignIn(username, WRONG).status()).isEqualTo(401);
        assertThat(from(address).triesToSignIn(username, WRONG).status()).isEqualTo(429);
    }

    @Test
    void hashesTenOfFortyGuessesAtOnce() {
        var address = newAddress();
        var hashes = encoder.matched.get();
        var browsers = IntStream.range(0, 40).mapToObj(i -> from(address)).toList();

        var answers = atOnce(browsers, "admin-" + address, WRONG);

        assertThat(encoder.matched.get() - hashes).isEqualTo(10);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(10);
        assertThat(answers).filteredOn(answer -> answer.status() == 429).hasSize(30);
    }

    @Test
    void letsManyWhoAreRightSignInAtOnceFromOneAddress() {
        var address = newAddress();
        var username = someone("moderator");
        var browsers = IntStream.range(0, 25).mapToObj(i -> from(address)).toList();

        assertThat(atOnce(browsers, username, PASSWORD))
                .extracting(Answer::status)
                .containsOnly(200);
    }

    private static List<Answer> atOnce(List<Browser> browsers, String username, String password) {
        return browsers.stream()
                .map(browser ->
                        CompletableFuture.supplyAsync(() -> patiently(() -> browser.triesToSignIn(username, password))))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void locksNobodyOutOfABrowserThatTheyHadRemembered() {
        var username = someone("moderator");
        var remembered = remembered(username);
        for (int i = 0; i < 14; i++) {
            browser().triesToSignIn(username, WRONG);
        }

        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(429);
        assertThat(remembered.triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void countsTheFailuresOfARememberedBrowserByThemselves() {
        var username = someone("moderator");
        var remembered = remembered(username);
        for (int i = 0; i < 10; i++) {
            assertThat(remembered.triesToSignIn(username, WRONG).status()).isEqualTo(401);
        }

        assertThat(remembered.triesToSignIn(username, PASSWORD).status()).isEqualTo(429);
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void remembersABrowserForItsOwnPersonOnlyAndNotForEver() {
        var one = someone("moderator");
        var other = someone("moderator");
        var remembered = remembered(one);
        for (int i = 0; i < 10; i++) {
            browser().triesToSignIn(one, WRONG);
            browser().triesToSignIn(other, WRONG);
        }

        assertThat(remembered.triesToSignIn(other, PASSWORD).status()).isEqualTo(429);
        clock.forward(DeviceCookie.LIFETIME);
        assertThat(remembered.triesToSignIn(one, PASSWORD).status()).isEqualTo(429);
    }

    @Test
    void takesNoDeviceCookieThatItDidNotMake() {
        var username = someone("moderator");
        for (int i = 0; i < 10; i++) {
            browser().triesToSignIn(username, WRONG);
        }

        for (var forged : List.of(
                "", "a.b", "x.99999999999.y", "..", "x.1e9.y", "A".repeat(43) + ".99999999999." + "A".repeat(43))) {
            assertThat(browser()
                            .withCookie("greenroom-device", forged)
                            .triesToSignIn(username, PASSWORD)
                            .status())
                    .as(forged)
                    .isEqualTo(429);
        }
    }

    @Test
    void remembersABrowserOnlyWhenAskedAndOnlyWhenItWasRight() {
        var username = someone("moderator");

        assertThat(browser().triesToSignIn(username, PASSWORD).settings("greenroom-device"))
                .isEmpty();
        assertThat(tryRemembered(browser(), username, WRONG).settings("greenroom-device"))
                .isEmpty();
        assertThat(tryRemembered(browser().overHttps(), username, PASSWORD).settings("greenroom-device"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("; Max-Age=15552000;", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Secure"));
    }

    private Browser remembered(String username) {
        var browser = browser();
        assertThat(tryRemembered(browser, username, PASSWORD).status()).isEqualTo(200);
        browser.delete("/api/v1/session");
        return browser;
    }

    private static Answer tryRemembered(Browser browser, String username, String password) {
        browser.fetchingItsToken();
        return browser.post("/api/v1/session", """
                {"username":"%s","password":"%s","rememberDevice":true}""".formatted(username, password));
    }

    private Browser from(String address) {
        return Browser.at(port).from(address);
    }
}
