package greenroom.moderation;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code greenroom.search.*}.
 *
 * @param languages in which moderators' words are read when they search: names of PostgreSQL's text search configurations.
 *     Words as they are written are found in any language
 */
@ConfigurationProperties("greenroom.search")
record SearchSettings(@DefaultValue("english") List<String> languages) {
    private static final int MOST = 5;
    private static final String KNOWN =
            "arabic|armenian|basque|catalan|danish|dutch|english|finnish|french|german|greek|"
                    + "hindi|hungarian|indonesian|irish|italian|lithuanian|nepali|norwegian|portuguese|romanian|russian|serbian|"
                    + "spanish|swedish|tamil|turkish|yiddish";

    SearchSettings {
        if (languages.size() > MOST || !languages.stream().allMatch(language -> language.matches(KNOWN))) {
            throw new IllegalArgumentException(
                    "greenroom.search.languages must be at most " + MOST + " of: " + KNOWN.replace("|", ", "));
        }
        languages = List.copyOf(languages);
    }
}
