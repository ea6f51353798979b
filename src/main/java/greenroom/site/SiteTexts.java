package greenroom.site;

import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may stand among a site's own words for its readers: under each name a text, or one for each plural category of CLDR
 * where the widget counts something. A text of the wrong kind would leave a reader without the thread, so it is refused.
 */
final class SiteTexts {
    private static final int MOST = 60;
    private static final int LONGEST = 300;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z-]{1,40}");

    /** The names of the widget's texts that count something. */
    private static final Set<String> COUNTING = Set.of("count", "fresh");

    /** Unicode TR 35, part 3, section 5: {@code other} is in every language. */
    private static final Set<String> CATEGORIES = Set.of("zero", "one", "two", "few", "many", "other");

    private static final String OTHER = "other";

    private SiteTexts() {}

    static List<FieldError> errors(Map<String, @Nullable Object> texts) {
        var errors = new ArrayList<FieldError>();
        if (texts.size() > MOST) {
            errors.add(new FieldError("/settings/texts", "setting-invalid", "A site has at most " + MOST + " texts."));
        }
        texts.forEach((name, text) -> check(errors, name, text));
        return errors;
    }

    private static void check(List<FieldError> errors, String name, @Nullable Object text) {
        if (!NAME.matcher(name).matches()) {
            var rule = "The name of a text is 1 to 40 letters of ASCII and hyphens.";
            errors.add(new FieldError("/settings/texts", "setting-invalid", rule));
        } else if (COUNTING.contains(name) ? !hasForms(text) : !isText(text)) {
            errors.add(new FieldError("/settings/texts/" + name, "setting-invalid", rule(name)));
        }
    }

    private static String rule(String name) {
        var text = "of up to " + LONGEST + " characters, without control characters.";
        return COUNTING.contains(name)
                ? "This is an object of plural categories, \"other\" among them, with a text each " + text
                : "This is a text " + text;
    }

    private static boolean hasForms(@Nullable Object text) {
        return text instanceof Map<?, ?> forms
                && forms.containsKey(OTHER)
                && CATEGORIES.containsAll(forms.keySet())
                && forms.values().stream().allMatch(SiteTexts::isText);
    }

    private static boolean isText(@Nullable Object text) {
        return text instanceof String words
                && words.codePointCount(0, words.length()) <= LONGEST
                && words.codePoints().noneMatch(SiteTexts::isNoText);
    }

    /** Neither a control character nor half a surrogate pair, which the store could not keep. */
    private static boolean isNoText(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
