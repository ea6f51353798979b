package greenroom.privacy;

import static greenroom.privacy.TestVault.email;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.privacy.ParsedEmail.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ayesha@example.org",
                "ayesha+news@example.org",
                "o'brien@example.org",
                "a/b=c?d@example.org",
                "a%b!c@example.org",
                "{a}@example.org",
                "\"john doe\"@example.org",
                "\"a@b\"@example.org",
                "\"a\\\"b\"@example.org",
                "عائشہ@example.org",
                "é@example.org",
                "a@bücher.de",
                "a@xn--bcher-kva.de",
                "a@الأردن.الاردن",
                "a@r3---sn.com",
                "a@example.museum",
                "a@[8.8.8.8]",
                "a@[IPv6:2a00:1450:4001:830::200e]"
            })
    void takesWhatTheValidatorTakes(String typed) {
        assertThat(parse(typed)).isInstanceOf(ParsedEmail.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ayesha",
                "@example.org",
                "ayesha@",
                "ayesha@example",
                "ayesha@example..org",
                "ayesha@.org",
                "ayesha@-x.org",
                "ayesha@ex_ample.org",
                "ayesha@example.org.",
                "ayesha@example.org。",
                "ayesha@bücher.de。",
                "ayesha@com",
                "a..b@example.org",
                ".a@example.org",
                "a.@example.org",
                "a b@example.org",
                "a@b@example.org",
                "a(c)@example.org",
                "<a@example.org>",
                "mailto:a@example.org",
                "a\nb@example.org",
                "\"a\nb\"@example.org",
                "a@example.org\nb@example.org",
                "a\rBcc: b@example.org",
                "a\u2028b@example.org",
                "a@1.2.3.4",
                "a@💩.la",
                "a\0b@example.org",
                "\ud800@example.org",
                "a@exam\udc00ple.org"
            })
    void refusesWhatIsNoAddress(String typed) {
        assertThat(reason(typed)).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@localhost",
                "a@localhost.localdomain",
                "a@printer.local",
                "a@[127.0.0.1]",
                "a@[10.0.0.1]",
                "a@[192.168.1.1]",
                "a@[169.254.169.254]",
                "a@[0.0.0.0]",
                "a@[224.0.0.1]",
                "a@[IPv6:::1]",
                "a@[IPv6:fe80::1]",
                "a@[IPv6:fd00::1]",
                "a@[IPv6:::ffff:127.0.0.1]"
            })
    void knowsNoLocalHosts(String typed) {
        assertThat(reason(typed)).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\u00a0", "\u200b\u200d\ufeff", "\u2800", "\u202e", "\u0007"})
    void missesWhatShowsNothing(String typed) {
        assertThat(reason(typed)).isEqualTo(Reason.MISSING);
    }

    @Test
    void missesAFieldThatIsNotThere() {
        assertThat(EmailAddress.parse(null)).isEqualTo(new ParsedEmail.Refused(Reason.MISSING));
    }

    @Test
    void countsCodePointsOfTheCleanedAddressUpToTheLimit() {
        var longest = "a".repeat(53) + "@" + ("d".repeat(49) + ".").repeat(3) + "d".repeat(46) + ".org";
        assertThat(longest).hasSize(254);

        assertThat(parse("  " + longest + " \n")).isInstanceOf(ParsedEmail.Accepted.class);
        assertThat(reason("a" + longest)).isEqualTo(Reason.TOO_LONG);
        assertThat(EmailAddress.parse(TypedEmail.of("😀@example.org"), 13)).isInstanceOf(ParsedEmail.Accepted.class);
        assertThat(EmailAddress.parse(TypedEmail.of("aa@example.org"), 13))
                .isEqualTo(new ParsedEmail.Refused(Reason.TOO_LONG));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    ayesha@example.org,   ayesha@EXAMPLE.Org
                    ayesha@example.org,   '  ayesha@example.org '
                    ayesha@example.org,   ayesha@ｅxample.org
                    ayesha@example.org,   ayesha@example。org
                    a@bücher.de,          a@xn--bcher-kva.de
                    a@BÜCHER.de,          a@XN--BCHER-KVA.DE
                    a@faß.de,             a@xn--fa-hia.de
                    """)
    void takesTwinsForOneAuthor(String one, String other) {
        assertThat(email(one)).isEqualTo(email(other)).hasSameHashCodeAs(email(other));
    }

    @Test
    void takesComposedAndDecomposedLettersForOneAuthor() {
        assertThat(email("e\u0301va@example.org")).isEqualTo(email("\u00e9va@example.org"));
    }

    @Test
    void leavesControlsAndBidirectionalOverridesAndInvisibleEndsOut() {
        assertThat(email("\ufeffay\u0007e\u202esha@example.org\u200b")).isEqualTo(email("ayesha@example.org"));
    }

    @ParameterizedTest
    @CsvSource({
        "ayesha@example.org, Ayesha@example.org",
        "ayesha@example.org, ayesha+news@example.org",
        "a@faß.de, a@fass.de",
    })
    void keepsDifferentMailboxesApart(String one, String other) {
        assertThat(email(one)).isNotEqualTo(email(other));
    }

    @ParameterizedTest
    @CsvSource({
        "ayesha@example.org, a•••@example.org",
        "a@example.org, a•••@example.org",
        "😀smile@Example.ORG, 😀•••@example.org",
        "عائشہ@example.org, ع•••@example.org",
        "a@bücher.de, a•••@xn--bcher-kva.de",
        "'\"a@b\"@example.org', '\"•••@example.org'",
    })
    void masksAllOfTheLocalPartButItsFirstCharacter(String typed, String mask) {
        assertThat(email(typed).mask()).isEqualTo(mask);
    }

    @Test
    void givesTheClearTextOnlyWhenAskedForIt() {
        assertThat(email("Ayesha@Example.org").inClear()).isEqualTo("Ayesha@example.org");
    }

    private static ParsedEmail parse(String typed) {
        return EmailAddress.parse(TypedEmail.of(typed));
    }

    private static Reason reason(String typed) {
        return parse(typed)
                .fold(
                        address -> {
                            throw new AssertionError("taken as " + address);
                        },
                        reason -> reason);
    }
}
