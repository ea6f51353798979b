package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondFactorSignInTests extends SecondFactorDesk {
    private static final String WRONG = "not the password at all";

    @Test
    void asksForACodeAfterTheRightPasswordOnly() {
        var nadia = withSecondFactor("moderator");

        var halfway = signsIn(nadia.username(), PASSWORD);

        assertThat(halfway.status()).isEqualTo(401);
        assertThat(halfway.problem()).isEqualTo("second-factor-required");
        assertThat(halfway.settings("greenroom")).isEmpty();
        assertThat(signsIn(nadia.username(), PASSWORD, "").problem()).isEqualTo("second-factor-required");
        var complete = signsIn(nadia.username(), PASSWORD, nadia.phone().code());
        assertThat(complete.status()).isEqualTo(200);
        assertThat(complete.json().path("secondFactor").asString()).isEqualTo("on");
    }

    @Test
    void tellsAStrangerNothingOfTheSecondFactor() {
        var nadia = withSecondFactor("moderator");
        var unknown = signsIn(browser().with("X-Request-Id", "same"), newName("nobody"), PASSWORD);

        for (var code : List.of(nadia.phone().code(), nadia.codes().get(0), "000000", "")) {
            var wrong = signsIn(browser().with("X-Request-Id", "same"), nadia.username(), WRONG, code);
            assertThat(wrong.body()).isEqualTo(unknown.body());
            assertThat(wrong.response().headers().map().keySet())
                    .isEqualTo(unknown.response().headers().map().keySet());
        }
        var wrongCode = signsIn(
                browser().with("X-Request-Id", "same"),
                nadia.username(),
                PASSWORD,
                nadia.phone().wrongCode());
        assertThat(wrongCode.body()).isEqualTo(unknown.body());
        assertThat(signsIn(nadia.username(), PASSWORD, nadia.phone().code()).status())
                .as("nothing was used up")
                .isEqualTo(200);
    }

    @Test
    void hashesOnceWithACodeAndWithout() {
        var nadia = withSecondFactor("moderator");

        for (var code : List.of("", nadia.phone().wrongCode(), nadia.phone().code())) {
            var before = encoder.matched.get();
            browser()
                    .fetchingItsToken()
                    .post("/api/v1/session", object("username", nadia.username(), "password", PASSWORD, "code", code));
            assertThat(encoder.matched.get() - before).isEqualTo(1);
        }
    }

    @Test
    void takesEachCodeOnceAndNoneFromBefore() {
        var nadia = withSecondFactor("moderator");
        var before = nadia.phone().code(-1);
        var now = nadia.phone().code();
        var next = nadia.phone().code(1);

        assertThat(statusWith(nadia, now)).isEqualTo(200);
        assertThat(statusWith(nadia, now)).isEqualTo(401);
        assertThat(statusWith(nadia, before)).isEqualTo(401);
        assertThat(statusWith(nadia, next)).isEqualTo(200);
        assertThat(statusWith(nadia, next)).isEqualTo(401);
    }

    @Test
    void takesTheCodesOfAClockThatIsOneStepOffAndNoMore() {
        var nadia = withSecondFactor("moderator");

        assertThat(statusWith(nadia, nadia.phone().code(-2))).isEqualTo(401);
        assertThat(statusWith(nadia, nadia.phone().code(2))).isEqualTo(401);
        assertThat(statusWith(nadia, nadia.phone().code(-1))).isEqualTo(200);
        assertThat(statusWith(nadia, nadia.phone().code(1))).isEqualTo(200);
    }

    private int statusWith(Person person, String code) {
        return signsIn(person.username(), PASSWORD, code).status();
    }

    @Test
    void takesACodeOnceOfManyAtOnce() {
        var nadia = withSecondFactor("moderator");
        var code = nadia.phone().code();

        assertThat(atOnce(nadia, code))
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(1);
        assertThat(atOnce(nadia, nadia.codes().get(3)))
                .filteredOn(answer -> answer.status() == 200)
                .hasSize(1);
    }

    private List<Answer> atOnce(Person person, String code) {
        return IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> signsIn(person.username(), PASSWORD, code)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
    }

    @Test
    void countsWrongCodesAsFailures() {
        var nadia = withSecondFactor("moderator");
        for (int i = 0; i < 10; i++) {
            assertThat(statusWith(nadia, nadia.phone().wrongCode())).isEqualTo(401);
        }

        assertThat(statusWith(nadia, nadia.phone().code())).isEqualTo(429);
    }

    @Test
    void countsNoPasswordThatWaitsForItsCode() {
        var nadia = withSecondFactor("moderator");
        for (int i = 0; i < 12; i++) {
            assertThat(signsIn(nadia.username(), PASSWORD).problem()).isEqualTo("second-factor-required");
        }

        assertThat(statusWith(nadia, nadia.phone().code())).isEqualTo(200);
    }

    @Test
    void takesRecoveryCodesOnceEachInTheWaysThatPeopleTypeThem() {
        var nadia = withSecondFactor("moderator");
        var codes = nadia.codes();

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([A-Z2-7]{4}-){6}[A-Z2-7]{4}"));
        assertThat(statusWith(nadia, codes.get(0))).isEqualTo(200);
        assertThat(statusWith(nadia, codes.get(0))).isEqualTo(401);
        assertThat(statusWith(nadia, codes.get(1).toLowerCase(Locale.ROOT).replace('-', ' ')))
                .isEqualTo(200);
        assertThat(statusWith(nadia, " " + codes.get(2).replace("-", "") + " ")).isEqualTo(200);
        assertThat(signedInAs(nadia.username()).checked().get(PATH).body())
                .isEqualTo("{\"enabled\":true,\"required\":false,\"recoveryCodesLeft\":7}");
        assertThat(trail(nadia.username()))
                .contains(
                        "recovery-code-use 9 are left", "recovery-code-use 8 are left", "recovery-code-use 7 are left");
    }

    @Test
    void takesNobodyElsesRecoveryCode() {
        var nadia = withSecondFactor("moderator");
        var omar = withSecondFactor("moderator");

        assertThat(statusWith(omar, nadia.codes().get(0))).isEqualTo(401);
        assertThat(statusWith(nadia, nadia.codes().get(0))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "1234567",
                "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ2",
                "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ234",
                "١٢٣٤٥٦",
                "' OR 1=1 --",
                "\\u0000"
            })
    void takesNothingElse(String code) {
        assertThat(statusWith(withSecondFactor("moderator"), code)).isEqualTo(401);
    }

    @Test
    void looksAtNoCodeWithoutASecondFactor() {
        assertThat(signsIn(someone("moderator"), PASSWORD, "000000").status()).isEqualTo(200);
    }

    @Test
    void writesDownWhoKnewThePasswordAndNotTheCode() {
        var nadia = withSecondFactor("moderator");

        signsIn(nadia.username(), PASSWORD);
        signsIn(nadia.username(), PASSWORD, nadia.phone().wrongCode());

        assertThat(trail(nadia.username()))
                .containsExactly(
                        "second-factor-enable -",
                        "sign-in-failed right password, no code",
                        "sign-in-failed right password, wrong code");
    }
}
