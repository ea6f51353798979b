package greenroom.submission;

import static greenroom.service.Forms.aForm;
import static greenroom.service.PlainBrowser.page;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.PlainBrowser;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Readers are told what is wrong in the language they write in. */
class WordsTests extends RunningService {
    @ParameterizedTest
    @ValueSource(strings = {"ur", "ar", "es", "fr", "de"})
    void everyLanguageHasEverySentenceWithItsNumber(String language) {
        var english = ResourceBundle.getBundle("messages.reader", Locale.ROOT);
        var words = Words.ENGLISH.orIn(language);

        for (String key : new TreeSet<>(english.keySet())) {
            assertThat(words.say(key)).as(key).isNotBlank().isNotEqualTo(key);
            assertThat(words.say(key).contains("{0}"))
                    .as(key)
                    .isEqualTo(english.getString(key).contains("{0}"));
        }
        assertThat(words.language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ur                     | ur",
                "ur-PK                  | ur",
                "nl, de-AT;q=0.8, fr;q=0.9 | fr",
                "nl                     | en",
                "fr;q=0, de;q=0.1       | de",
                "*                      | en",
                "en-GB, ur              | en"
            })
    void takesTheFirstAcceptedLanguageThatItSpeaks(String header, String language) {
        assertThat(Words.accepted(header).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", ";", "ur;q=x", "\u0000", "_", "-", "ur;q=1;q=1;;", ",,,"})
    void speaksEnglishWhereTheHeaderIsNone(@Nullable String header) {
        assertThat(Words.accepted(header)).isSameAs(Words.ENGLISH);
    }

    @Test
    void readsNoEndlessHeader() {
        assertThat(Words.accepted("ur,".repeat(100))).isSameAs(Words.ENGLISH);
    }

    @Test
    void whatIsWrongIsSaidInTheLanguageOfThePage() {
        var answer = Reader.body(reader.tries(
                        aSubmission().with("locale", "ur-PK").with("body", "x").with("name", "n".repeat(101)))
                .expectStatus()
                .isEqualTo(422));

        assertThat(details(answer.path("errors")))
                .containsExactly("نام 100 حروف سے لمبا ہے۔", "تبصرہ 2 حروف سے چھوٹا ہے۔");
        assertThat(answer.path("detail").asString()).isEqualTo("کچھ خانوں پر آپ کی توجہ درکار ہے۔");
        assertThat(answer.path("title").asString()).isEqualTo("Invalid submission");
    }

    @Test
    void thePagesLanguageGoesBeforeTheBrowsers() {
        var wrong = aSubmission().with("body", "");
        var german = Map.of("Accept-Language", "de");

        assertThat(firstDetail(wrong, german)).isEqualTo("Bitte schreiben Sie Ihren Kommentar.");
        assertThat(firstDetail(wrong.with("locale", "fr"), german)).isEqualTo("Écrivez votre commentaire.");
        assertThat(firstDetail(wrong.with("locale", "nl"), german)).isEqualTo("Bitte schreiben Sie Ihren Kommentar.");
        assertThat(firstDetail(wrong.with("locale", "nl"), Map.of())).isEqualTo("Please type your comment text.");
    }

    @Test
    void aFormOfAnUrduPageIsAnsweredInUrdu() {
        var browser = new PlainBrowser(http);
        var form = aForm().with("locale", "ur");

        assertThat(page(browser.posts(form.with("body", "")), 422))
                .contains("<html lang=\"ur\" dir=\"rtl\">", "آپ کا تبصرہ نہیں بھیجا گیا", "تبصرہ بھیجیں")
                .contains("name=\"locale\" value=\"ur\"")
                .doesNotContain("Your comment", "Post Comment");
        assertThat(page(browser.posts(form.with("body", "شکریہ").with("thread", newThread())), 200))
                .contains("<html lang=\"ur\" dir=\"rtl\">", "آپ کا تبصرہ منظوری کا منتظر ہے");
    }

    private String firstDetail(Submissions submission, Map<String, String> headers) {
        return details(Reader.body(reader.tries(submission, headers)).path("errors"))
                .get(0);
    }

    private static List<String> details(JsonNode errors) {
        return errors.valueStream()
                .map(error -> error.path("detail").asString())
                .toList();
    }
}
