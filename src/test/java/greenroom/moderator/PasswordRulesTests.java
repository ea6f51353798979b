package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.web.FieldError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class PasswordRulesTests extends RunningDesk {
    @Autowired
    PasswordRules rules;

    private String judge(String password) {
        return rules.broken("/password", password, "ayesha.k", "Ayesha Karim")
                .map(FieldError::code)
                .orElse("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "a quiet fox reads at night",
                "   leading and trailing   ",
                "ہم سب مل کر چائے پیتے ہیں",
                "🦊🐢🐙🦉🐝🐞🦋🐌🐛🦗🕷🦂🐬🐳🦭",
                "moderator-password",
                "greenroom keeps my tea warm",
                "K7#vQ2m!zR9@pL4x",
                "Tr0ub4dor&3-and-more",
            })
    void takeWhatIsLongAndNobodysFirstGuess(String password) {
        assertThat(judge(password)).isEqualTo("fine");
    }

    @Test
    void countCodePointsFrom15To128() {
        assertThat(judge("fourteen chars")).isEqualTo("password-too-short");
        assertThat(judge("fifteen chars!!")).isEqualTo("fine");
        assertThat(judge("🦊🐢🐙🦉🐝🐞🦋🐌🐛🦗🕷🦂🐬🐳")).isEqualTo("password-too-short");
        assertThat(judge("abcd efgh ijkl mnop ".repeat(10).substring(0, 119) + "something"))
                .isEqualTo("fine");
        assertThat(judge("x y z ".repeat(30).substring(0, 129))).isEqualTo("password-too-long");
    }

    @ParameterizedTest
    @CsvSource({
        "1q2w3e4r5t6y7u8i9o0p, password-common",
        "1Q2W3E4R5T6Y7U8I9O0P, password-common",
        "123456789987654321, password-common",
        "passwordpassword, password-common",
        "Password12345678!, password-common",
        "!!!!!iloveyou!!!!!, password-common",
        "aaaaaaaaaaaaaaaaaaaa, password-common",
        "abcabcabcabcabcabc, password-common",
        "qwertyuiopasdfghjkl, password-guessable",
        "abcdefghijklmnopqrst, password-guessable",
        "98765432109876543, password-guessable",
        "greenroomgreenroom, password-guessable",
        "greenroom-greenroom, password-guessable",
        "Greenroom123456789, password-guessable",
        "thedailyplanet1234567890, password-guessable",
        "the daily planet 1234, password-guessable",
        "ayesha.k-ayesha.k-1, password-guessable",
        "AyeshaKarim1234567, password-guessable",
        "news-news-2024-greenroom, password-guessable",
    })
    void refuseWhatIsGuessedFirst(String password, String code) {
        assertThat(judge(password)).isEqualTo(code);
    }

    @Test
    void refuseWhatCannotBeTyped() {
        assertThat(judge("a quiet fox \ud800 reads at night")).isEqualTo("password-invalid");
        assertThat(judge("a quiet fox \0 reads at night")).isEqualTo("password-invalid");
    }

    @Test
    void shipTenThousandCommonOnes() {
        var common = new CommonPasswords();

        assertThat(common.contain("123456")).isTrue();
        assertThat(common.contain("PassWord")).isTrue();
        assertThat(common.contain("correct horse battery staple")).isFalse();
    }
}
