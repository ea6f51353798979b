package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The desk's words: what one language has a text for, the other has too. */
class DeskMessagesTests {
    private static final Pattern KEY = Pattern.compile("(?m)^ +'([\\w.-]+)':");

    private static List<String> keys(String language) throws IOException {
        var keys = new ArrayList<String>();
        for (var part : new PathMatchingResourcePatternResolver()
                .getResources("classpath:static/moderate/messages/" + language + "/*.js")) {
            KEY.matcher(part.getContentAsString(StandardCharsets.UTF_8))
                    .results()
                    .map(key -> key.group(1))
                    .forEach(keys::add);
        }
        return keys;
    }

    @Test
    void areTheSameInBothLanguages() throws IOException {
        assertThat(keys("en")).isNotEmpty().doesNotHaveDuplicates();
        assertThat(keys("ur")).doesNotHaveDuplicates().containsAll(keys("en"));
    }

    /** The service says in English itself what is wrong. */
    @Test
    void areOnlyMissingInEnglishWhereTheServiceHasThem() throws IOException {
        var english = keys("en");

        assertThat(keys("ur"))
                .filteredOn(key -> !english.contains(key))
                .allMatch(key -> key.matches("(error|problem)\\..*"));
    }
}
