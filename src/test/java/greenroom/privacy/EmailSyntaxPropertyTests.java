package greenroom.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSyntaxPropertyTests {
    private static final int ROUNDS = 2_000;

    private static final String ATOM = "abcXYZ0189!#$%&*+-/=?^_`{|}~'éßñшعه测😀";
    private static final String LABEL = "abcdefgXYZ0123456789";
    private static final List<String> LAST = List.of("org", "COM", "de", "Pk", "museum", "co.uk", "xn--mgbai9azgqp6j");
    private static final List<String> AROUND = List.of("", " ", "\t", "\r\n", "\u00a0", "\ufeff");
    private static final List<String> HOSTILE = List.of(
            "a",
            "@",
            ".",
            "\"",
            "\\",
            " ",
            "[",
            "]",
            "(",
            "\n",
            "\0",
            "\ud800",
            "é",
            "e\u0301",
            "\u202e",
            "\u200d",
            "ß",
            "。",
            "ｅ",
            "xn--",
            "-",
            "org",
            ".com",
            "@example.org",
            "127.0.0.1",
            "IPv6:::1",
            "%",
            "😀",
            "\u0301",
            "İ");

    @ParameterizedTest
    @ValueSource(longs = {1, 20261124, 6_364_136_223L})
    void everyOrdinaryAddressIsTakenAndHasOneNormalForm(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var local = local(random);
            var domain = domain(random);
            var typed = pick(AROUND, random) + local + "@" + domain + pick(AROUND, random);

            var address = accepted(typed, seed);

            assertThat(address.inClear()).as("seed %s", seed).isEqualTo(local + "@" + domain.toLowerCase(Locale.ROOT));
            assertThat(accepted(address.inClear(), seed)).isEqualTo(address);
            assertThat(address.mask()).as("seed %s", seed).doesNotContain(local.length() > 2 ? local : "no local part");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 20261124, 1_442_695_040L})
    void noInputWhateverBreaksTheParserAndWhatItTakesIsStable(long seed) {
        var random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var typed = IntStream.range(0, random.nextInt(1, 9))
                    .mapToObj(piece -> pick(HOSTILE, random))
                    .collect(Collectors.joining());

            if (EmailAddress.parse(TypedEmail.of(typed)) instanceof ParsedEmail.Accepted first) {
                var normalForm = first.address().inClear();
                assertThat(accepted(normalForm, seed).inClear())
                        .as("seed %s", seed)
                        .isEqualTo(normalForm);
                assertThat(normalForm).as("seed %s", seed).doesNotContain("\n", "\0", "\ud800", "\u202e");
            }
        }
    }

    private static EmailAddress accepted(String typed, long seed) {
        return EmailAddress.parse(TypedEmail.of(typed)).fold(address -> address, reason -> {
            throw new AssertionError("seed " + seed + ": " + typed + " is " + reason);
        });
    }

    private static String local(SplittableRandom random) {
        return IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(atom -> letters(ATOM, random.nextInt(1, 10), random))
                .collect(Collectors.joining("."));
    }

    private static String domain(SplittableRandom random) {
        var labels = IntStream.range(0, random.nextInt(1, 4))
                .mapToObj(label -> letters(LABEL, random.nextInt(1, 12), random))
                .collect(Collectors.joining("."));
        return labels + "." + pick(LAST, random);
    }

    private static String letters(String alphabet, int count, SplittableRandom random) {
        var letters = alphabet.codePoints().toArray();
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private static <T> T pick(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
