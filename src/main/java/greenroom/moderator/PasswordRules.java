package greenroom.moderator;

import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.FieldError;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a new password must be (NIST SP 800-63B-4 section 3.1.1): long, less so beside a second factor, as typed, any
 * characters; none that is guessed first: a common one, or one built of the names that stand around it.
 */
@Component
final class PasswordRules {
    private static final int SHORTEST = 15;
    private static final int SHORTEST_BESIDE_A_CODE = 8;
    private static final int LONGEST = 128;
    private static final String PRODUCT = "greenroom";

    /** What must be left of a password when the names and rows of keys in it are taken away. */
    private static final int LEAST_OF_ITS_OWN = 8;

    private static final int SHORTEST_NAME = 3;
    private static final int SHORTEST_ROW = 4;

    private static final List<String> ROWS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qwertzuiop",
            "yxcvbnm",
            "azertyuiop",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
            "1q2w3e4r5t6y7u8i9o0p");

    private final Sites sites;
    private final CommonPasswords common = new CommonPasswords();

    PasswordRules(Sites sites) {
        this.sites = sites;
    }

    /** What is wrong with a new password that opens an account alone, or empty. */
    Optional<FieldError> broken(String pointer, String password, String username, String displayName) {
        return tooShort(pointer, password, SHORTEST).or(() -> unfit(pointer, password, username, displayName));
    }

    /** The same of one that opens it only together with a second factor. */
    Optional<FieldError> brokenBesideACode(String pointer, String password, String username, String displayName) {
        return tooShort(pointer, password, SHORTEST_BESIDE_A_CODE)
                .or(() -> unfit(pointer, password, username, displayName));
    }

    /** Whether a password in use is long enough for an account without a second factor. */
    static boolean isEnoughAlone(String password) {
        return length(password) >= SHORTEST;
    }

    private static Optional<FieldError> tooShort(String pointer, String password, int shortest) {
        return length(password) < shortest
                ? error(pointer, "password-too-short", "A password has at least " + shortest + " characters.")
                : Optional.empty();
    }

    private static int length(String password) {
        return password.codePointCount(0, password.length());
    }

    private Optional<FieldError> unfit(String pointer, String password, String username, String displayName) {
        if (length(password) > LONGEST) {
            return error(pointer, "password-too-long", "A password has at most " + LONGEST + " characters.");
        }
        if (!isText(password)) {
            return error(pointer, "password-invalid", "A password is made of characters that can be typed.");
        }
        if (isCommon(password.toLowerCase(Locale.ROOT))) {
            return error(pointer, "password-common", "This password is one that many people use.");
        }
        if (isBuiltOf(names(username, displayName), password.toLowerCase(Locale.ROOT))) {
            return error(
                    pointer,
                    "password-guessable",
                    "This password is made of names or rows of keys that are guessed first. Add something of your own.");
        }
        return Optional.empty();
    }

    private static Optional<FieldError> error(String pointer, String code, String detail) {
        return Optional.of(new FieldError(pointer, code, detail));
    }

    private static boolean isText(String password) {
        return password.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }

    /** In the list, with digits and signs around it or without, once or several times in a row. */
    private boolean isCommon(String password) {
        var letters = password.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return Stream.of(password, letters).anyMatch(text -> common.contain(text) || common.contain(unit(text)))
                || unit(password).length() < LEAST_OF_ITS_OWN;
    }

    /** What the text repeats from its start to its end: {@code abc} of {@code abcabca}; itself when it repeats nothing. */
    private static String unit(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.regionMatches(length, text, 0, text.length() - length)) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    private List<String> names(String username, String displayName) {
        var ofSites = sites.all().stream().flatMap(PasswordRules::names);
        return Stream.concat(Stream.of(PRODUCT, username, displayName), ofSites)
                .flatMap(PasswordRules::words)
                .distinct()
                .toList();
    }

    private static Stream<String> names(Site site) {
        return Stream.of(site.key(), site.name());
    }

    /** The name as it is, and its words. */
    private static Stream<String> words(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Stream.concat(Stream.of(lower), Stream.of(lower.split("[^\\p{L}\\p{N}]+")))
                .filter(word -> word.length() >= SHORTEST_NAME);
    }

    private static boolean isBuiltOf(Collection<String> names, String password) {
        var rest = password;
        for (var name : names) {
            rest = rest.replace(name, "");
        }
        var own = withoutRows(rest);
        return own.codePointCount(0, own.length()) < LEAST_OF_ITS_OWN;
    }

    private static String withoutRows(String text) {
        var rest = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            var row = rowAt(text, at);
            if (row < SHORTEST_ROW) {
                rest.append(text.charAt(at));
                at++;
            } else {
                at += row;
            }
        }
        return rest.toString();
    }

    /** How many characters from here lie in one row, in either direction. */
    private static int rowAt(String text, int start) {
        return ROWS.stream()
                .flatMap(row -> Stream.of(row, new StringBuilder(row).reverse().toString()))
                .mapToInt(row -> commonLength(text, start, row))
                .max()
                .orElse(0);
    }

    private static int commonLength(String text, int start, String row) {
        var from = row.indexOf(text.charAt(start));
        if (from < 0) {
            return 0;
        }
        int length = 0;
        while (start + length < text.length()
                && from + length < row.length()
                && text.charAt(start + length) == row.charAt(from + length)) {
            length++;
        }
        return length;
    }
}
