package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

class WidgetLanguagesTests extends WidgetTest {
    private static final Map<String, Object> OF_THE_SITE = Map.of(
            "title", "Have your say",
            "post", "<b>Say it</b>",
            "count", Map.of("one", "{n} voice", "other", "{n} voices"));

    private static final Map<String, Object> IN_POLISH = Map.of(
            "count",
            Map.of(
                    "one",
                    "{n} komentarz",
                    "few",
                    "{n} komentarze",
                    "many",
                    "{n} komentarzy",
                    "other",
                    "{n} komentarza"));

    private Object of(String expression) {
        return page.locator("greenroom-comments").evaluate("it => " + expression);
    }

    @ParameterizedTest
    @CsvSource({
        "en, ltr, Leave a Reply, 2 comments, Post Comment",
        "ur-PK, rtl, تبصرہ کریں, 2 تبصرے, تبصرہ بھیجیں",
        "ar, rtl, اترك تعليقًا, تعليقان, إرسال التعليق",
        "es-MX, ltr, Deja una respuesta, 2 comentarios, Publicar el comentario",
        "fr, ltr, Laisser un commentaire, 2 commentaires, Publier le commentaire",
        "de-AT, ltr, Schreibe einen Kommentar, 2 Kommentare, Kommentar abschicken",
        "sv, ltr, Leave a Reply, 2 comments, Post Comment"
    })
    void thePagesLanguageIsSpoken(String language, String direction, String title, String count, String post) {
        published(aComment().saying("Well said."));
        published(aComment().saying("خوب کہا"));
        opens(language, "");

        sees(title);
        sees(count);
        assertThat(button(post).isVisible()).isTrue();
        assertThat(of("it.shadowRoot.querySelector('section').dir")).isEqualTo(direction);
        assertThat(of("getComputedStyle([...it.shadowRoot.querySelectorAll('.comment .text p')].at(-1)).direction"))
                .isEqualTo("rtl");
        assertThat(of("getComputedStyle(it.shadowRoot.querySelector('.comment .text p')).direction"))
                .isEqualTo("ltr");
    }

    @Test
    void theElementsOwnLanguageGoesBeforeThePages() {
        opens("en", "locale=\"de\"");
        sees("Schreibe einen Kommentar");
    }

    @Test
    void aPublisherMayPutTheirOwnWords() {
        published(aComment().saying("Well said."));
        opens(
                "en",
                "texts='{\"title\": \"Your turn\", \"count\": {\"one\": \"{n} voice\", \"other\": \"{n} voices\"}}'");
        sees("Your turn");
        sees("1 voice");
        sees("Name *");
    }

    @Test
    void theSitesWordsGoBeforeOursAndBehindThePages() {
        admin().tries(HttpMethod.PUT, "/api/v1/admin/sites/" + site, Map.of("settings", Map.of("texts", OF_THE_SITE)))
                .expectStatus()
                .isOk();
        published(aComment().saying("Well said."));
        opens("en", "texts='{\"title\": \"Your turn\"}'");

        sees("Your turn");
        sees("1 voice");
        sees("Name *");
        assertThat(button("<b>Say it</b>").isVisible()).isTrue();
        assertThat(page.locator("greenroom-comments button b").count()).isZero();
    }

    @Test
    void aSiteMaySpeakALanguageThatWeDoNot() {
        admin().tries(HttpMethod.PUT, "/api/v1/admin/sites/" + site, Map.of("settings", Map.of("texts", IN_POLISH)))
                .expectStatus()
                .isOk();
        for (int i = 0; i < 5; i++) {
            published(aComment());
        }
        opens("pl", "");

        sees("5 komentarzy");
        assertThat(of("it.shadowRoot.querySelector('section').lang")).isEqualTo("pl");
    }

    @Test
    void aSlipInThoseTakesNothingAway() {
        opens("x_y", "texts='{oops'");
        sees("Leave a Reply");
    }
}
