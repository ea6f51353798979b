package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

class EmbedScriptTests extends WindowTest {
    /** Less than twelve thousand bytes are less than 12 KB in every way of counting. */
    private static final int MOST = 12_000;

    @Test
    void weighsLittleWithItsStylesAndAllItsLanguages() {
        var answer = raw.get("/embed.js", "Accept-Encoding: gzip");
        var length = Integer.parseInt(String.valueOf(answer.header("Content-Length")));
        System.out.println("embed.js: " + length + " bytes gzipped");

        assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(length).isLessThanOrEqualTo(MOST);
    }

    @Test
    void isOneScriptThatEveryPageMayLoad() {
        var answer = raw.get("/embed.js");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
        assertThat(raw.get("/embed.js", "If-None-Match: " + answer.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(answer.text()).contains("\"greenroom-comments\"", "\"greenroom-count\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ur", "ar", "es", "fr", "de"})
    void hasEveryTextInEveryLanguage(String language) throws IOException {
        var english = texts("en");
        var translated = texts(language);

        assertThat(translated).hasSameSizeAs(english);
        for (int i = 0; i < english.size(); i++) {
            assertThat(translated.get(i).contains("{name}"))
                    .isEqualTo(english.get(i).contains("{name}"));
            assertThat(translated.get(i).startsWith("{"))
                    .isEqualTo(english.get(i).startsWith("{"));
        }
    }

    /** Each without its key: a text in quotes, or the plural forms of one. */
    private static List<String> texts(String language) throws IOException {
        var module = new ClassPathResource("embed/languages/" + language + ".js");
        return Pattern.compile("(?m)^ +(?:'?[a-z-]+'?: )?('[^']*'|\\{(?:[^{}]|\\{n})*})", Pattern.CASE_INSENSITIVE)
                .matcher(module.getContentAsString(StandardCharsets.UTF_8))
                .results()
                .map(text -> text.group(1))
                .toList();
    }

    @Test
    void isInTheDescription() {
        http.get()
                .uri("/embed.js")
                .header("Accept", "*/*")
                .exchange()
                .expectStatus()
                .isOk();
    }
}
