package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a text when it has been cleaned. In the tables {@code \\u} escapes are read by {@link #text}. */
class TextTests {
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;

    /** Characters that matter to some rule, and some that matter to none. */
    private static final List<String> ALPHABET = List.of(
            "a",
            "B",
            "é",
            "e\u0301",
            "\u0327",
            "ک",
            "گ",
            "ا\u0653",
            "अ\u094D",
            "👩",
            "👩🏽",
            "❤",
            "\uFE0F",
            "\u180B",
            "\uDB40\uDD00",
            "\u200D",
            "\u200C",
            "\u200B",
            "\u200E",
            "\u2060",
            "\uFEFF",
            "\u00AD",
            "\u034F",
            "\u115F",
            "\u3164",
            "\u2800",
            "\u202A",
            "\u202E",
            "\u2066",
            "\u2069",
            "\u0001",
            "\u007F",
            "\u0085",
            "\u009F",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\u000B",
            "\u000C",
            "\u2028",
            "\u2029",
            " ",
            "\u00A0",
            "\u3000",
            "\u2003",
            "\u2126",
            "\uFB03",
            "각",
            "\u1100\u1161\u11A8",
            "\uDB40\uDC41",
            "\uDB40\uDC7F",
            "\u0340",
            "\u0344",
            "\u2000");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "a\\u000Db|a\\u000Ab",
                "a\\u000D\\u000Ab|a\\u000Ab",
                "a\\u000D\\u000D\\u000Ab|a\\u000A\\u000Ab",
                "a\\u000D\\u0001\\u000Ab|a\\u000A\\u000Ab",
                "e\\u0301|\\u00E9",
                "\\u2126|\\u03A9",
                "a\\u0001\\u0007\\u007F\\u0085\\u009Fb|ab",
                "a\\u0009b\\u000Ac|a\\u0009b\\u000Ac",
                "a\\u000B\\u000Cb|ab",
                "a\\u202A\\u202B\\u202C\\u202D\\u202Eb|ab",
                "a\\u2066\\u2067\\u2068\\u2069b|ab",
                "a\\u200E\\u200F\\u061Cb|a\\u200E\\u200F\\u061Cb",
                "a\\u200Bb\\u00ADc|a\\u200Bb\\u00ADc",
                "a\\u2028b|a\\u2028b",
                "  a b  |a b",
                "\\u00A0\\u3000\\u2003a\\u2029\\u1680|a",
                "\\u0001 a \\u202E|a",
                "e\\u202E\\u0301|\\u00E9",
            })
    void isCleanedAsABody(String raw, String clean) {
        assertThat(Text.body(text(raw))).isEqualTo(text(clean));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "a\\u0009b|ab",
                "a\\u000D\\u000Ab|a\\u000Ab",
                "Ay\\u200Besha|Ayesha",
                "Ay\\u00ADe\\u2060s\\uFEFFh\\u034Fa|Ayesha",
                "\\u3164\\u115Fa\\u2800b|ab",
                "\\u200E\\u200Fa\\u061C|a",
                "\\u06A9\\u200C\\u06AF|\\u06A9\\u200C\\u06AF",
                "\\u0915\\u094D\\u200D\\u0937|\\u0915\\u094D\\u200D\\u0937",
                "\\u200Da\\u200C|a",
                "a\\u200D b|a b",
                "a \\u200Cb|a b",
                "a\\u200D\\u200Db|a\\u200Db",
                "a\\u200C\\u200Bb|a\\u200Cb",
                "a\\u200B\\u200Cb|a\\u200Cb",
                "a\\u200D\\u200B|a",
                "\\uD83D\\uDC69\\u200D\\u2764\\uFE0F\\u200D\\uD83D\\uDC68|\\uD83D\\uDC69\\u200D\\u2764\\uFE0F\\u200D\\uD83D\\uDC68",
                "\\u2764\\uFE0F|\\u2764\\uFE0F",
                "\\uFE0Fa|a",
                "a \\uFE0Fb|a b",
                "\\u845B\\uDB40\\uDD00|\\u845B\\uDB40\\uDD00",
                "\\u182D\\u180B|\\u182D\\u180B",
                "a\\uDB40\\uDC41b|ab",
                "a\\u2028b|a\\u2028b",
            })
    void isCleanedAsALine(String raw, String clean) {
        assertThat(Text.line(text(raw))).isEqualTo(text(clean));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '`',
            value = {
                "`\\u0020`",
                "\\u00A0",
                "\\u200B\\u2060",
                "\\u2800",
                "\\u3164 \\u115F",
                "\\u000A\\u2028",
                "\\uFE0F",
                "\\uDB40\\uDC41"
            })
    void showsNothing(String raw) {
        assertThat(Text.showsNothing(text(raw))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a", "\\u200Ba", "\\u06D4", "\\uD83D\\uDC69", ".", "\\u0301"})
    void showsSomething(String raw) {
        assertThat(Text.showsNothing(text(raw))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a\\u0000", "\\uD800", "\\uDC00a", "a\\uD83D", "\\uDC69\\uD83D"})
    void isNoText(String raw) {
        assertThat(Text.isBroken(text(raw))).isTrue();
    }

    @Test
    void countsWhatPeopleCallCharactersOnlyAsFarAsCodePoints() {
        assertThat(Text.length("a👩🏽ک")).isEqualTo(4);
    }

    @Test
    void isTheSameWhenItIsCleanedTwice() {
        each((raw, seed) -> {
            assertThat(Text.body(Text.body(raw))).as(seed).isEqualTo(Text.body(raw));
            assertThat(Text.line(Text.line(raw))).as(seed).isEqualTo(Text.line(raw));
        });
    }

    @Test
    void keepsNothingThatHasToGo() {
        each((raw, seed) -> {
            assertThat(Text.body(raw).codePoints()).as(seed).noneMatch(TextTests::mustGoFromABody);
            assertThat(Text.line(raw).codePoints()).as(seed).noneMatch(TextTests::mustGoFromALine);
        });
    }

    @Test
    void hasOneForm() {
        each((raw, seed) -> {
            assertThat(Normalizer.isNormalized(Text.body(raw), Normalizer.Form.NFC))
                    .as(seed)
                    .isTrue();
            assertThat(Normalizer.isNormalized(Text.line(raw), Normalizer.Form.NFC))
                    .as(seed)
                    .isTrue();
        });
    }

    @Test
    void hasNoSpaceAroundIt() {
        each((raw, seed) -> {
            for (String clean : List.of(Text.body(raw), Text.line(raw))) {
                assertThat(clean.isEmpty()
                                || !(UCharacter.isUWhiteSpace(clean.codePointAt(0))
                                        || UCharacter.isUWhiteSpace(clean.codePointBefore(clean.length()))))
                        .as(seed)
                        .isTrue();
            }
        });
    }

    @Test
    void joinsOnlyWhatShowsWithAJoiner() {
        each((raw, seed) -> {
            var points = Text.line(raw).codePoints().toArray();
            for (int i = 0; i < points.length; i++) {
                if (points[i] == ZWJ || points[i] == ZWNJ) {
                    assertThat(i > 0 && i + 1 < points.length).as(seed).isTrue();
                    assertThat(isShown(points[i + 1])).as(seed).isTrue();
                }
            }
        });
    }

    @Test
    void isBrokenExactlyWhenItIsNoUnicode() {
        var seed = 20261124L;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            var raw = new StringBuilder();
            for (int j = random.nextInt(6); j > 0; j--) {
                raw.append((char) (random.nextBoolean() ? 0xD7F0 + random.nextInt(0x820) : random.nextInt(3)));
            }
            var isUnicode =
                    raw.chars().noneMatch(c -> c == 0) && raw.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
            assertThat(Text.isBroken(raw.toString())).as("seed " + seed).isEqualTo(!isUnicode);
        }
    }

    private interface Check {
        void of(String raw, String seed);
    }

    /** Texts of the alphabet above, and of any characters at all; none of them makes anything throw. */
    private static void each(Check check) {
        var seed = 42L;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 10_000; i++) {
            var raw = new StringBuilder();
            for (int j = random.nextInt(12); j > 0; j--) {
                raw.append(random.nextInt(8) > 0 ? letter(random) : Character.toString(anyPoint(random)));
            }
            check.of(raw.toString(), "seed " + seed + ", text " + i);
        }
    }

    private static String letter(SplittableRandom random) {
        return ALPHABET.get(random.nextInt(ALPHABET.size()));
    }

    private static int anyPoint(SplittableRandom random) {
        var point = 1 + random.nextInt(Character.MAX_CODE_POINT);
        return point >= 0xD800 && point <= 0xDFFF ? 'x' : point;
    }

    private static boolean mustGoFromABody(int c) {
        var isControl = Character.getType(c) == Character.CONTROL && c != '\n' && c != '\t';
        return isControl || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean mustGoFromALine(int c) {
        var mayJoin = c == ZWJ || c == ZWNJ || UCharacter.hasBinaryProperty(c, UProperty.VARIATION_SELECTOR);
        return mustGoFromABody(c) || c == '\t' || (!mayJoin && isInvisible(c));
    }

    private static boolean isInvisible(int c) {
        return c == 0x2800 || UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static boolean isShown(int c) {
        return !isInvisible(c) && !UCharacter.isUWhiteSpace(c);
    }

    private static String text(String escaped) {
        var text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            if (escaped.startsWith("\\u", i)) {
                text.append((char) Integer.parseInt(escaped, i + 2, i + 6, 16));
                i += 5;
            } else {
                text.append(escaped.charAt(i));
            }
        }
        return text.toString();
    }
}
