package greenroom.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScreeningTests {

    private static final String[] PARTS = {
        "a",
        "B",
        "word ",
        "LOUD ",
        "http://a.example/x",
        "https://b.example",
        "HTTP://C",
        "](",
        "[x](y)",
        "[",
        ")",
        "<",
        "> ",
        " ",
        "\n",
        "pаypal",
        "Αdmin",
        "бук",
        "ы",
        "α",
        "μ",
        "ж",
        "日本",
        "かな",
        "한글",
        "漢",
        "بہت",
        "خوب ",
        "\u200B",
        "\u0301",
        "\u202E",
        "\u0000",
        "\u001B",
        "\uD83D",
        "😀",
        "1",
        "0",
        "'",
        "-",
        "_",
        "Ⅷ",
        "İ",
        "ß",
        "ǅ",
        "Ծ",
        "Ꭺ",
        "ꓮ",
        "𐐀"
    };

    private final Screening screening = new Screening();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Well said.",
                "NASA and PTCL agree, OK?",
                "بہت خوب، شکریہ! PTCL کی خدمات بہتر ہیں۔",
                "PTCLکی خدمات",
                "😀😀👍🏽",
                "See https://news.example/a for more.",
                "日本語とカタカナ、漢字かな交じり文",
                "韓國語한글漢字",
                "covid19 and 4G in Q3",
                "5μm, 3kΩ, Δt and 2πr",
                "Это просто текст и Latin words",
                "Γεια σου, friend"
            })
    void noticesNothingInWhatPeopleOrdinarilyWrite(String body) {
        assertThat(screening.screen("Ayesha", body, false, Screening.LINKS_ALLOWED))
                .isEqualTo(new Screened(List.of(), 0.0, false));
    }

    @Test
    void aFilledHoneypotIsSpamForCertain() {
        Screened screened = screening.screen("Ayesha", "Well said.", true, 1);

        assertThat(screened.spam()).isTrue();
        assertThat(screened.score()).isEqualTo(1.0);
        assertThat(screened.signals())
                .containsExactly(
                        new Signal("honeypot", "Filled in the field that people never see, as only a program does."));
    }

    @Test
    void saysHowManyLinksAreTooMany() {
        String body = "https://a.example https://b.example [c](https://c.example)";

        assertThat(screening.screen("Ayesha", body, false, 3).signals()).isEmpty();
        assertThat(screening.screen("Ayesha", body, false, 1).signals())
                .containsExactly(new Signal("links", "Holds 3 links, where 1 would pass unnoticed."));
        assertThat(screening.screen("https://d.example", "Well said.", false, 0).signals())
                .containsExactly(new Signal("links", "Holds 1 link, where 0 would pass unnoticed."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THIS IS ALL WRONG | true",
                "ТАК НЕЛЬЗЯ ПИСАТЬ | true",
                "THIS IS ALL WRONG! بہت خوب 2024 | true",
                "THIS IS ALL WRONg | true",
                "THIS iS wRoNg | false",
                "ABCDEFGHIJKL | true",
                "ABCDEFGHIJK | false",
                "ABCDEFGHIJKLMNOP abcd | true",
                "ABCDEFGHIJKLMNOP abcde | false",
                "OK LOL | false",
                "بہت خوب بہت خوب بہت خوب | false"
            })
    void noticesShouting(String body, boolean noticed) {
        assertThat(screening.screen("Ayesha", body, false, 1).signals())
                .extracting(Signal::code)
                .isEqualTo(noticed ? List.of("all-capitals") : List.of());
    }

    @Test
    void saysHowMuchIsWrittenInCapitals() {
        assertThat(screening.screen("AYESHA", "THIS IS ALL WRONg", false, 1).signals())
                .containsExactly(new Signal("all-capitals", "Written in capitals: 13 of 14 letters."));
    }

    @ParameterizedTest
    @CsvSource({
        "pаypal,Latin,Cyrillic",
        "gοοgle,Latin,Greek",
        "Αdmin,Greek,Latin",
        "Вank,Cyrillic,Latin",
        "pay\u200Bpаl,Latin,Cyrillic",
        "a\u0301dmіn,Latin,Cyrillic",
        "аdmin2024,Cyrillic,Latin",
        "ꓮdmin,Lisu,Latin",
        "Ꭺdmin,Cherokee,Latin",
        "Մax,Armenian,Latin",
        "μаx,Cyrillic,Latin"
    })
    void noticesAWordForgedFromTwoScripts(String word, String first, String second) {
        String quoted = word.replace("\u200B", "");

        assertThat(screening
                        .screen("Ayesha", "Ask " + word + ", please", false, 1)
                        .signals())
                .containsExactly(new Signal(
                        "mixed-scripts",
                        "In the text, the word “" + quoted + "” mixes " + first + " and " + second
                                + " letters, which can look alike."));
        assertThat(screening.screen(word, "Well said.", false, 1).signals())
                .extracting(Signal::detail)
                .allMatch(detail -> detail.startsWith("In the name, the word “" + quoted + "”"));
    }

    @Test
    void quotesNoMoreThanSixtyCodePointsAndNothingInvisible() {
        String word = "а\u200B\u00ADb" + "𐐨".repeat(100);

        assertThat(screening.screen("Ayesha", word, false, 1).signals())
                .extracting(Signal::detail)
                .containsExactly("In the text, the word “аb" + "𐐨".repeat(57)
                        + "…” mixes Cyrillic and Latin letters, which can look alike.");
    }

    @Test
    void theScoreRisesWithEverySignal() {
        String links = "https://a.example https://b.example ";
        String more = links + "https://c.example ";
        String all = more + "THIS IS ALL WRONG ".repeat(20) + "Pаypal";

        assertThat(screening.screen("Ayesha", "THIS IS ALL WRONG", false, 1).score())
                .isEqualTo(0.2);
        assertThat(screening.screen("Ayesha", links, false, 1).score()).isEqualTo(0.3);
        assertThat(screening.screen("Ayesha", more, false, 1).score()).isEqualTo(0.4);
        assertThat(screening.screen("Pаypal", "Well said.", false, 1).score()).isEqualTo(0.5);
        assertThat(screening.screen("Ayesha", all, false, 1).score()).isEqualTo(0.76);
        assertThat(screening
                        .screen("Ayesha", "https://a.example ".repeat(500), false, 1)
                        .score())
                .isEqualTo(0.7);
        assertThat(screening.screen("Ayesha", all, true, 1).score()).isEqualTo(1.0);
    }

    @Test
    void whateverComesTheResultIsInOrder() {
        long seed = 1905;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 20_000; round++) {
            String body = random(random);
            String name = random(random);
            Screened plain = screening.screen(name, body, false, 1);
            Screened trapped = screening.screen(name, body, true, 1);
            String at = "seed " + seed + ", round " + round;

            assertThat(plain.score()).as(at).isBetween(0.0, 0.99);
            assertThat(plain.score() > 0.0).as(at).isEqualTo(!plain.signals().isEmpty());
            assertThat(plain.spam()).as(at).isFalse();
            assertThat(trapped.score()).as(at).isEqualTo(1.0);
            assertThat(trapped.signals())
                    .as(at)
                    .hasSize(plain.signals().size() + 1)
                    .containsAll(plain.signals());
            assertThat(plain.signals()).as(at).allSatisfy(ScreeningTests::isFitForAModerator);
            assertThat(screening.screen(name, body, false, 1)).as(at).isEqualTo(plain);
        }
    }

    private static void isFitForAModerator(Signal signal) {
        assertThat(signal.code()).isIn("links", "all-capitals", "mixed-scripts");
        assertThat(signal.detail().codePointCount(0, signal.detail().length())).isLessThan(160);
        assertThat(signal.detail()).matches("[A-Z][^\\p{Cc}\\p{Cf}\\p{Cs}]+\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "](",
                "[](",
                "[x](  ",
                "http://",
                "https://",
                "http://a",
                "a",
                "аb",
                "A",
                "\u200B",
                " ",
                "](<",
                "😀",
                "\u0301",
                "hhttp:/",
                "hтtp://",
                "μa"
            })
    void takesTenThousandCharactersOfAnything(String part) {
        String body = part.repeat(10_000 / part.length());

        Screened screened = screening.screen(body, body, false, 1);

        assertThat(screened.signals()).allSatisfy(ScreeningTests::isFitForAModerator);
    }

    @Test
    void manyThreadsGetTheSameAnswerAsOne() {
        List<String> bodies = new SplittableRandom(64)
                .ints(2_000)
                .mapToObj(seed -> random(new SplittableRandom(seed)))
                .toList();
        List<Screened> alone = bodies.stream()
                .map(body -> screening.screen(body, body, false, 1))
                .toList();

        List<Screened> together = IntStream.range(0, bodies.size())
                .parallel()
                .mapToObj(i -> screening.screen(bodies.get(i), bodies.get(i), false, 1))
                .toList();

        assertThat(together).isEqualTo(alone);
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int parts = random.nextInt(1, 25); parts > 0; parts--) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return text.toString();
    }
}
