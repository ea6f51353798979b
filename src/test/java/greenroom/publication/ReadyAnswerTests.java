package greenroom.publication;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ReadyAnswerTests {
    private static final List<String> NONE = List.of();
    private static final List<String> GZIP = List.of("gzip");

    private final ReadyAnswer answer = ReadyAnswer.of("Well said. ".repeat(100).getBytes(UTF_8));

    @Test
    void holdsTheSameBytesCompressed() throws IOException {
        try (var gzip =
                new GZIPInputStream(new ByteArrayInputStream(answer.gzip().bytes()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(answer.plain().bytes());
        }
        assertThat(answer.gzip().bytes().length).isLessThan(answer.plain().bytes().length);
    }

    @Test
    void namesEachFormByItsOwnStrongTag() {
        assertThat(answer.plain().etag()).matches("\"[A-Za-z0-9_-]{22}\"");
        assertThat(answer.gzip().etag())
                .matches("\"[A-Za-z0-9_-]{22}\"")
                .isNotEqualTo(answer.plain().etag());
        assertThat(ReadyAnswer.of("other".getBytes(UTF_8)).plain().etag())
                .isNotEqualTo(answer.plain().etag());
    }

    @Test
    void isSentInTheFormThatIsAskedFor() {
        assertThat(answer.reply(NONE, NONE).form()).isSameAs(answer.plain());
        assertThat(answer.reply(GZIP, NONE).form()).isSameAs(answer.gzip());
        assertThat(answer.reply(GZIP, NONE).notModified()).isFalse();
    }

    @Test
    void isNotSentToWhoHasItInEitherForm() {
        for (List<String> encodings : List.of(NONE, GZIP)) {
            for (ReadyAnswer.Form form : List.of(answer.plain(), answer.gzip())) {
                var reply = answer.reply(encodings, List.of(form.etag()));
                assertThat(reply.notModified()).isTrue();
                assertThat(reply.form()).isSameAs(form);
            }
        }
    }

    @Test
    void namesTheFormAskedForToWhoHasBoth() {
        var both = List.of(answer.plain().etag() + ", " + answer.gzip().etag());

        assertThat(answer.reply(GZIP, both).form()).isSameAs(answer.gzip());
        assertThat(answer.reply(NONE, both).form()).isSameAs(answer.plain());
    }

    @Test
    void comparesWeaklyAndOverAllLines() {
        var etag = answer.plain().etag();

        assertThat(answer.reply(NONE, List.of("W/" + etag)).notModified()).isTrue();
        assertThat(answer.reply(NONE, List.of("\"a\", \"b\"", "\"c\"," + etag)).notModified())
                .isTrue();
        assertThat(answer.reply(NONE, List.of("*")).notModified()).isTrue();
        assertThat(answer.reply(NONE, List.of("\"*\"")).notModified()).isFalse();
        assertThat(answer.reply(NONE, List.of(etag.replace("\"", ""))).notModified())
                .isFalse();
        assertThat(answer.reply(NONE, List.of("")).notModified()).isFalse();
    }
}
