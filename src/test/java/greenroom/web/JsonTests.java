package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** JSON is read to the letter. */
class JsonTests extends RunningService {
    private ResponseSpec posts(Object body) {
        return posts("application/json", body);
    }

    private ResponseSpec posts(String type, Object body) {
        return http.post()
                .uri("/api/v1/sites/demo/comments")
                .header("Content-Type", type)
                .bodyValue(body)
                .exchange();
    }

    static String[] broken() {
        return new String[] {
            "",
            " ",
            "null",
            "5",
            "true",
            "\"text\"",
            "[]",
            "[{}]",
            "{",
            "{}}",
            "{}x",
            "{} {}",
            "{'name': 'a'}",
            "{name: \"a\"}",
            "{\"a\": 1,}",
            "// a\n{}",
            "\uFEFF{}",
            "{\"a\": NaN}",
            "{\"a\": Infinity}",
            "{\"a\": 01}",
            "{\"a\": +1}",
            "{\"a\": .5}",
            "{\"a\": \"\u0001\"}",
            "{\"a\": \"\n\"}",
            "{\"a\": \"\\x\"}",
            "{\"a\": \"\\u12\"}",
            "{\"name\": 5}",
            "{\"name\": 1.5}",
            "{\"name\": true}",
            "{\"name\": []}",
            "{\"name\": {}}",
            "{\"name\": [\"a\"]}",
            "{\"email\": 5}",
            "{\"email\": false}",
            "{\"email\": {}}",
            "{\"email\": [\"a@example.org\"]}",
            "{\"body\": 5}",
            "{\"locale\": 5}",
            "{\"parent\": 5}",
            "{\"parent\": {}}",
            "{\"proof\": 5}",
            "{\"proof\": {}}",
            "{\"website\": true}",
            "{\"website\": 0}",
            "{\"notifyReplies\": 1}",
            "{\"notifyReplies\": 1.0}",
            "{\"notifyReplies\": \"true\"}",
            "{\"notifyReplies\": \"\"}",
            "{\"notifyReplies\": []}",
            "{\"thread\": \"a\"}",
            "{\"thread\": \"\"}",
            "{\"thread\": 5}",
            "{\"thread\": []}",
            "{\"thread\": [{}]}",
            "{\"thread\": {\"key\": 5}}",
            "{\"thread\": {\"key\": [\"a\"]}}",
            "{\"thread\": {\"url\": true}}",
            "{\"thread\": {\"title\": {}}}",
            "{\"name\": \"a\", \"name\": \"b\"}",
            "{\"name\": \"a\", \"n\\u0061me\": \"a\"}",
            "{\"x\": {\"a\": 1, \"a\": 2}}",
            "{\"thread\": {\"key\": \"a\", \"key\": \"b\"}}",
            "{\"x\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}",
            "{\"x\": " + "{\"a\":".repeat(600) + "1" + "}".repeat(600) + "}",
            "{\"x\": " + "1".repeat(60_000) + "}"
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void isRefused(String body) {
        assertThat(Reader.problem(posts(body), 400)).isEqualTo("malformed-request");
    }

    @Test
    void isRefusedInAnythingButUtf8() {
        for (byte[] body : new byte[][] {
            {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'},
            {'{', '"', 'a', '"', ':', '"', (byte) 0xC0, (byte) 0x80, '"', '}'},
            {'{', '"', 'a', '"', ':', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', '}'},
            {'{', '"', 'a', '"', ':', '"', (byte) 0xE2, (byte) 0x82, '"', '}'},
            "{}".getBytes(StandardCharsets.UTF_16),
            "{}".getBytes(StandardCharsets.UTF_16LE)
        }) {
            assertThat(Reader.problem(posts(body), 400)).isEqualTo("malformed-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=iso-8859-1", "application/json;charset=UTF-16"})
    void isRefusedWhereItSaysThatItIsNoUtf8(String type) {
        assertThat(Reader.problem(posts(type, "{}"), 415)).isEqualTo("unsupported-media-type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "Application/JSON",
                "application/json; a=b"
            })
    void isReadWhereItSaysSo(String type) {
        posts(type, "{}").expectStatus().isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " \r\n\t{ } ",
                "{\"x\": null, \"y\": [1, {\"z\": -0.5e9}]}",
                "{\"name\": null, \"thread\": null, \"email\": null}"
            })
    void isReadWhereItIsRight(String body) {
        posts(body).expectStatus().isEqualTo(422);
    }

    @Test
    void doesNotEchoWhatItRefuses() {
        posts("{\"<script>\": <script>alert(1)</script>}")
                .expectStatus()
                .isBadRequest()
                .expectBody(String.class)
                .value(answer -> assertThat(answer).doesNotContain("script", "jackson", "Exception", "line:"));
    }
}
