package greenroom.publication;

import static greenroom.service.Reader.body;
import static greenroom.service.Reader.errors;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Admin;
import greenroom.service.Reader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** A site's own words for its readers, which come with the thread. */
class SiteTextsTests extends WindowTest {
    private static final Map<String, Object> VOICES = Map.of("one", "{n} voice", "other", "{n} voices");

    private String site;

    @BeforeEach
    void openASite() {
        site = newSite("{\"depth\": 3}");
    }

    private ResponseSpec keeps(Object texts) {
        return Admin.signedIn(port, http)
                .tries(HttpMethod.PUT, "/api/v1/admin/sites/" + site, Map.of("settings", Map.of("texts", texts)));
    }

    private JsonNode form() {
        return new Reader(http, site).reads("an article").path("form");
    }

    @Test
    void comeWithTheThreadAtOnceAndGoAtOnce() {
        assertThat(form().has("texts")).isFalse();

        var kept = body(keeps(Map.of("title", "Your <b>turn</b>", "count", VOICES))
                        .expectStatus()
                        .isOk())
                .path("settings");
        assertThat(kept.path("texts").path("title").asString()).isEqualTo("Your <b>turn</b>");
        assertThat(kept.path("depth").asInt()).isEqualTo(3);
        assertThat(form().path("texts").path("title").asString()).isEqualTo("Your <b>turn</b>");
        assertThat(form().path("texts").path("count").path("one").asString()).isEqualTo("{n} voice");

        keeps(Map.of("title", "Over to you")).expectStatus().isOk();
        assertThat(form().path("texts")).hasToString("{\"title\":\"Over to you\"}");

        keeps(Map.of()).expectStatus().isOk();
        assertThat(form().has("texts")).isFalse();
    }

    @Test
    void areTakenAtTheirBounds() {
        var texts = Map.of("x".repeat(40), "🎭".repeat(300), "rate-limited", "", "count", Map.of("other", "{n}"));

        keeps(texts).expectStatus().isOk();

        assertThat(form().path("texts").size()).isEqualTo(3);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(Map.of("title", "x".repeat(301)), "/title"),
                Arguments.of(Map.of("title", 5), "/title"),
                Arguments.of(Map.of("title", VOICES), "/title"),
                Arguments.of(Map.of("title", "a\u0000b"), "/title"),
                Arguments.of(Map.of("count", "{n} voices"), "/count"),
                Arguments.of(Map.of("count", Map.of("one", "{n} voice")), "/count"),
                Arguments.of(Map.of("fresh", Map.of("other", "{n}", "lots", "{n}")), "/fresh"),
                Arguments.of(Map.of("fresh", Map.of("other", Map.of())), "/fresh"),
                Arguments.of(Map.of("__proto__", "text"), ""),
                Arguments.of(Map.of("", "text"), ""),
                Arguments.of(Map.of("x".repeat(41), "text"), ""));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void areRefusedWhereTheyAreNone(Map<String, Object> texts, String pointer) {
        assertThat(errors(keeps(texts))).containsExactly("/settings/texts" + pointer + " setting-invalid");
        assertThat(form().has("texts")).isFalse();
    }

    @Test
    void areNotMoreThanSixty() {
        var many = new HashMap<String, Object>();
        for (int i = 0; i < 61; i++) {
            many.put(String.valueOf((char) ('a' + i / 8)) + (char) ('a' + i % 8), "text");
        }
        assertThat(errors(keeps(many))).containsExactly("/settings/texts setting-invalid");

        many.remove("aa");
        keeps(many).expectStatus().isOk();
    }

    /** A plural form where the widget looks for a text, or the other way round, would take the thread away. */
    @Test
    void haveFormsWhereTheWidgetCounts() throws IOException {
        var english = new ClassPathResource("embed/languages/en.js").getContentAsString(StandardCharsets.UTF_8);
        var counting = Pattern.compile("(?m)^ +'?([a-zA-Z-]+)'?: \\{")
                .matcher(english)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(counting).containsExactly("count", "fresh");
        for (String name : counting) {
            keeps(Map.of(name, VOICES)).expectStatus().isOk();
        }
    }
}
