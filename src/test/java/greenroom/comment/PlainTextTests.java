package greenroom.comment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

    private static final String[] PARTS = {
        "a",
        "Word",
        "word",
        "it's",
        "\"so\"",
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n",
        "\n\n",
        "\n \n",
        "\n\n\n",
        ".",
        ", ",
        "!",
        "?",
        ":",
        " : ",
        ";",
        "(",
        ")",
        "]",
        "{",
        "}",
        "|",
        "^",
        "%",
        "$",
        "@",
        "=",
        "+",
        "-",
        " - ",
        " -- ",
        "#",
        "/",
        "//",
        "https:/x",
        "&",
        " & ",
        "&&",
        "& ",
        "&x",
        "&amp;",
        "&#65;",
        "<",
        " < ",
        "<3",
        "< b",
        "<b>",
        ">",
        " > ",
        "1",
        "12",
        "1.",
        "1. x",
        "1)",
        "2024",
        "10.5",
        "- x",
        "+ x",
        "> x",
        "# x",
        "=",
        "===",
        "---",
        "\t",
        "\tx",
        "    x",
        "   x",
        " x",
        "x ",
        "x  ",
        "http://a.b",
        "a://b",
        "ayesha@example.org",
        "www.example.org",
        "*",
        "_",
        "~",
        "`",
        "[",
        "\\",
        "\u00A0",
        "\u2003",
        "\u2028",
        "\u2029",
        "\u3000",
        "\u0085",
        "\u000B",
        "\f",
        "\u001C",
        "\u200B",
        "\u200D",
        "\u200E",
        "\u202E",
        "\u2800",
        "\uFEFF",
        "\uFFFD",
        "\uFFFE",
        "\u0000",
        "\u007F",
        "\uD83D",
        "\uDE00",
        "😀",
        "👍🏽",
        "🇵🇰",
        "بہت خوب",
        "؟",
        "۔",
        "٣",
        "سلام",
        "عليكم",
        "日本語",
        "é",
        "e\u0301",
        "İ",
        "ß",
        "\r",
        "\r\n",
        "\uD800\uDC00",
        "\uDBFF\uDFFF"
    };

    @Test
    void theShortWayEndsWhereTheLongOneDoes() {
        long seed = 230;
        SplittableRandom random = new SplittableRandom(seed);
        int plain = 0;
        for (int round = 0; round < 100_000; round++) {
            String body = random(random, 1 + round % 16);
            if (PlainText.isPlain(body)) {
                plain++;
                assertThat(PlainText.toHtml(body))
                        .as("seed %d, round %d: %s", seed, round, body)
                        .isEqualTo(Markdown.parsedToHtml(body));
            }
        }
        assertThat(plain).isGreaterThan(10_000);
    }

    @Test
    void everyCharacterStandsForItselfOrIsNotPlain() {
        for (int codePoint = 0; codePoint <= 0x1_FFFF; codePoint++) {
            String character = Character.toString(codePoint);
            for (String body : new String[] {"a" + character + "b", character + "b", "a\n" + character}) {
                if (PlainText.isPlain(body) && (codePoint < 0x3000 || codePoint % 7 == 0)) {
                    assertThat(PlainText.toHtml(body)).as("U+%04X", codePoint).isEqualTo(Markdown.parsedToHtml(body));
                }
            }
        }
    }

    @Test
    void whatIsReadIsWhatWasTypedAndRendersToTheSameAgain() {
        SplittableRandom random = new SplittableRandom(99);
        for (int round = 0; round < 20_000; round++) {
            String body = random(random, 1 + round % 16);
            if (PlainText.isPlain(body)) {
                String html = PlainText.toHtml(body);
                String read = SafeSubset.textOf(html.replace("</p>\n<p", "</p>\n\n<p"));

                assertThat(read).isEqualTo(body.replaceAll("\n{3,}", "\n\n").replaceAll("^\n+|\n+$", ""));
                assertThat(Markdown.toHtml(read)).isEqualTo(html);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Well said.",
                "I don't think \"ministry\" figures tell us everything & in 2024 it was < 5 % (or > 4 %).\nMaybe next year?",
                "Yes: 100 - 20 = 80, #1!\n\nThanks <3",
                "بہت خوب، شکریہ!\nانٹرنیٹ کی رفتار ابھی بھی کم ہے۔",
                "😀😀 nice 👍🏽",
                "Write to ayesha@example.org or see www.example.org",
                "2024 was better"
            })
    void mostCommentsTakeTheShortWay(String body) {
        assertThat(PlainText.isPlain(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*a*", "_a_", "`a`", "~a~", "[a](b)", "![a](b)", "a\\", "<b>", "</b>", "<!--", "<?a", "&lt;", "&#65;",
                        "http://a.b",
                "x://y", "# a", "> a", "- a", "+ a", "1. x", "12) x", "a\n---", "a\n===", "    code", "\tcode", "a\n b",
                        "a  \nb", "a\r\nb",
                "a\u0000", "a\u202Eb", "a\uD83D", "\uDE00", "\uFFFE", "a\u0085"
            })
    void whatMarkdownMayMeanSomethingByDoesNot(String body) {
        assertThat(PlainText.isPlain(body)).isFalse();
    }

    private static String random(SplittableRandom random, int parts) {
        StringBuilder body = new StringBuilder();
        for (int part = 0; part < parts; part++) {
            body.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return body.toString();
    }
}
