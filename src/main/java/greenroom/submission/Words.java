package greenroom.submission;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is told, in one of the languages that the widget speaks too; the texts stand in {@code messages/reader*}.
 *
 * <p>The language is that of the page the reader wrote on (the submission's {@code locale}), else the first of {@code
 * Accept-Language} (RFC 9110, 12.5.4) that we have, else English.
 */
final class Words {
    static final Words ENGLISH = new Words(Locale.ENGLISH);

    private static final Map<String, Words> LANGUAGES = List.of("ur", "ar", "es", "fr", "de").stream()
            .map(language -> new Words(Locale.forLanguageTag(language)))
            .collect(Collectors.toUnmodifiableMap(Words::language, Function.identity()));
    private static final int LONGEST_HEADER = 200;

    private final Locale locale;
    private final ResourceBundle texts;

    private Words(Locale locale) {
        this.locale = locale;
        this.texts = ResourceBundle.getBundle(
                "messages.reader",
                locale.equals(Locale.ENGLISH) ? Locale.ROOT : locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Reads all texts now, so that no event loop ever waits for a file. */
    static void load() {
        LANGUAGES.values().forEach(words -> words.say("page.title"));
    }

    /** @param accepted the value of {@code Accept-Language} */
    static Words accepted(@Nullable String accepted) {
        if (accepted == null || accepted.length() > LONGEST_HEADER) {
            return ENGLISH;
        }
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> known(range.getRange()))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException | IndexOutOfBoundsException noSuchHeader) {
            // the JDK's parser throws the second for a header of commas
            return ENGLISH;
        }
    }

    /** In this language (BCP 47) where we speak it, else in this one. */
    Words orIn(@Nullable String tag) {
        return tag == null ? this : known(tag).orElse(this);
    }

    private static Optional<Words> known(String tag) {
        var language = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        return language.equals("en") ? Optional.of(ENGLISH) : Optional.ofNullable(LANGUAGES.get(language));
    }

    String language() {
        return locale.getLanguage();
    }

    /** {@code ltr} or {@code rtl}. */
    String direction() {
        return List.of("ur", "ar").contains(language()) ? "rtl" : "ltr";
    }

    String say(String key) {
        return texts.getString(key);
    }

    /** A sentence with one number in it. */
    String say(String key, int number) {
        return say(key).replace("{0}", Integer.toString(number));
    }
}
