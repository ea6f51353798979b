package greenroom.publication;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvatarTests extends WindowTest {
    private static final long SEED = 20_261_124;
    private static final String ID = "9f2c51d07be3486aa1c5d0f2e4b79813";

    private String avatarOf(String name, String email) {
        var thread = newThread();
        var comment = reader.submits(aSubmission().to(thread).named(name).from(email));
        shelf.moves(UUID.fromString(comment.id()), Status.APPROVED);
        return pageShowing(thread, 1).path("comments").path(0).path("avatar").asString();
    }

    @Test
    void tellNothingOfTheEmail() {
        var one = newEmail();
        var other = newEmail();

        var ayesha = avatarOf("Ayesha", one);

        assertThat(avatarOf("Bilal", one)).isNotEqualTo(ayesha);
        assertThat(avatarOf("Ayesha", other)).isEqualTo(ayesha);
    }

    @Test
    void areTheSameWhereverANameIsShown() {
        var thread = newThread();
        var top = shelf.puts(aComment(thread).named("Ayesha"));
        shelf.puts(aComment(thread).named("Ayesha").under(top));
        shelf.puts(aComment(thread).named("ayesha"));

        var comments = pageShowing(thread, 3).path("comments");

        var avatars = StreamSupport.stream(comments.spliterator(), false)
                .map(comment -> comment.path("avatar").asString())
                .toList();
        assertThat(comments.path(0).path("replies").path(0).path("avatar").asString())
                .isEqualTo(avatars.get(0));
        assertThat(avatars.get(1)).isNotEqualTo(avatars.get(0));
    }

    @Test
    void areServedAsThePageNamesThem() {
        var thread = newThread();
        shelf.puts(aComment(thread));
        var path = page(thread, "").path("comments").path(0).path("avatar").asString();

        http.get().uri(path).exchange().expectStatus().isOk();
    }

    @Test
    void haveTheHeadersOfAPictureForEveryPage() {
        var answer = raw.get("/avatars/" + ID + ".svg");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(answer.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
        assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers()).doesNotContainKey("set-cookie");
        assertThat(raw.get("/avatars/" + ID + ".svg", "If-None-Match: " + answer.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f2c",
                "9F2C51D07BE3486AA1C5D0F2E4B79813",
                "9f2c51d07be3486aa1c5d0f2e4b7981g",
                "..",
                "%2e%2e",
                "9f2c51d07be3486aa1c5d0f2e4b798130",
                "9f2c51d07be3486aa1c5d0f2e4b7981%0a"
            })
    void areNotDrawnForWhatIsNoId(String id) {
        assertThat(raw.get("/avatars/" + id + ".svg").status()).isIn(400, 404);
    }

    @Test
    void areSmallWellFormedPicturesWithoutTextOrScript() throws Exception {
        var random = new SplittableRandom(SEED);
        var parsers = DocumentBuilderFactory.newInstance();
        for (int i = 0; i < 500; i++) {
            var svg = AvatarDrawing.of(anId(random));
            assertThat(svg).as("seed %d", SEED).hasSizeLessThan(1_500).matches("[ -~]+");
            var document = parsers.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.US_ASCII)));
            var elements = document.getElementsByTagName("*");
            for (int e = 0; e < elements.getLength(); e++) {
                assertThat(elements.item(e).getNodeName()).isIn("svg", "path");
            }
            assertThat(document.getDocumentElement().getTextContent()).isEmpty();
        }
    }

    @Test
    void areDrawnAlikeForOneIdAndOtherwiseForOthers() {
        var random = new SplittableRandom(SEED);
        var drawn = new HashSet<String>();
        for (int i = 0; i < 2_000; i++) {
            var id = anId(random);
            assertThat(AvatarDrawing.of(id)).isEqualTo(AvatarDrawing.of(id));
            drawn.add(AvatarDrawing.of(id));
        }
        assertThat(drawn).as("seed %d", SEED).hasSize(2_000);
    }

    @Test
    void standOutOnWhiteAndBlackPagesAndInThemselves() {
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < 500; i++) {
            var colours = colours(AvatarDrawing.of(anId(random)));
            var ground = colours.get(0);
            assertThat(contrast(ground, "#ffffff")).as("seed %d", SEED).isGreaterThan(3);
            assertThat(contrast(ground, "#121212")).as("seed %d", SEED).isGreaterThan(3);
            for (String shape : colours.subList(1, colours.size())) {
                assertThat(contrast(ground, shape)).as("seed %d", SEED).isGreaterThan(3);
            }
        }
    }

    private static String anId(SplittableRandom random) {
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }

    private static List<String> colours(String svg) {
        return Pattern.compile("#[0-9a-f]{6}")
                .matcher(svg)
                .results()
                .map(found -> found.group())
                .toList();
    }

    /** WCAG 2.2, contrast ratio. */
    private static double contrast(String one, String other) {
        var lighter = Math.max(luminance(one), luminance(other));
        var darker = Math.min(luminance(one), luminance(other));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
    }

    private static double linear(String colour, int at) {
        var channel = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
