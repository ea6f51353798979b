package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.comment.SameText;
import greenroom.privacy.EmailLookup;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

class EditTests extends AtAnArticle {
    @Autowired
    private SameText sameText;

    @Autowired
    private Edits edits;

    private Staff.Answer edit(UUID id, int version, String body, @Nullable String reason) {
        var form = new HashMap<String, Object>();
        form.put("version", version);
        form.put("body", body);
        if (reason != null) {
            form.put("reason", reason);
        }
        return staff.patch("/api/v1/moderation/comments/" + id, form);
    }

    @Test
    void replacesTheTextAndKeepsTheOldOneInTheHistory() {
        var id = desk.comment(article).saying("Teh text.").add();

        var answer = edit(id, 1, "  The *text*.\r\n", "A typo").isOk().json();

        assertThat(answer.path("body").asString()).isEqualTo("The *text*.");
        assertThat(answer.path("html").asString()).isEqualTo("<p>The <em>text</em>.</p>");
        assertThat(answer.path("version").asInt()).isEqualTo(2);
        assertThat(answer.path("status").asString()).isEqualTo("pending");
        assertThat(answer.path("history")).hasSize(1);
        var entry = answer.path("history").get(0);
        assertThat(entry.path("by").asString()).isEqualTo(moderator.username());
        assertThat(entry.path("reason").asString()).isEqualTo("A typo");
        assertThat(entry.path("body").asString()).isEqualTo("Teh text.");
        assertThat(desk.audit(id)).containsExactly("edit - - " + moderator.username() + " A typo");
    }

    @Test
    void leavesACommentThatChangedOrWasWithdrawn() {
        var id = desk.comment(article).add();
        edit(id, 1, "The second text", null).isOk();

        assertThat(edit(id, 1, "The third text", null).problem()).isEqualTo("conflict");
        assertThat(edit(id, 3, "The third text", null).status()).isEqualTo(409);
        assertThat(desk.comment(id)).containsEntry("body", "The second text").containsEntry("version", 2);

        var withdrawn = desk.comment(article).standing("withdrawn").add();
        assertThat(edit(withdrawn, 1, "The second text", null).problem()).isEqualTo("conflict");
        assertThat(desk.audit(withdrawn)).isEmpty();
    }

    @Test
    void judgesTheTextByTheSitesLimitsAndAllFieldsAtOnce() {
        var small = desk.site("{\"bodyMin\": 5, \"bodyMax\": 20}");
        var id = desk.comment(desk.article(small)).add();
        var path = "/api/v1/moderation/comments/" + id;
        var theirs = new Staff(http, desk.token(desk.moderator(small)));

        assertThat(theirs.patch(path, Map.of("version", 1, "body", "abcd")).errors())
                .containsExactly("/body body-too-short");
        assertThat(theirs.patch(path, Map.of("version", 1, "body", "a".repeat(21)))
                        .errors())
                .containsExactly("/body body-too-long");
        assertThat(theirs.patch(path, Map.of("version", 1, "body", " \u2800\u200b "))
                        .errors())
                .containsExactly("/body body-required");
        assertThat(theirs.patch(path, Map.of("version", 1, "body", "abc\0def")).errors())
                .containsExactly("/body body-invalid");
        assertThat(theirs.patch(path, Map.of("reason", "r".repeat(501))).errors())
                .containsExactly("/version version-invalid", "/body body-required", "/reason reason-too-long");
        assertThat(theirs.patch(path, Map.of("version", 1, "body", "\uD83C\uDF39".repeat(20)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void isForThoseOfTheSiteOnly() {
        var elsewhere = desk.comment(desk.article(desk.site())).add();

        assertThat(edit(elsewhere, 1, "Mine now", null).problem()).isEqualTo("forbidden");
        assertThat(edit(UUID.fromString("01936f6e-8a4b-7c3d-9e2f-0123456789ab"), 1, "Mine now", null)
                        .problem())
                .isEqualTo("not-found");
        assertThat(staff.patch("/api/v1/moderation/comments/nonsense", Map.of("version", 1, "body", "text"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(desk.comment(elsewhere)).containsEntry("body", "Well said.");
    }

    @Test
    void ofTwoAtOnceOneEdits() {
        for (int i = 0; i < 20; i++) {
            var id = desk.comment(article).add();

            var both = Desk.got(Mono.zip(
                    edits.edit(moderator, id, new EditForm(1, "The first text", null)),
                    edits.edit(moderator, id, new EditForm(1, "The second text", null))));

            var done = (both.getT1() instanceof Attempt.Done ? 1 : 0) + (both.getT2() instanceof Attempt.Done ? 1 : 0);
            assertThat(done).isEqualTo(1);
            assertThat(desk.version(id)).isEqualTo(2);
            assertThat(desk.audit(id)).hasSize(1);
        }
    }

    @Test
    void keepsTheTextAsItNowStandsFromBeingSentAgain() {
        var author = desk.author(site, "ayesha@example.org");
        var waiting = desk.comment(article)
                .by(author)
                .saying("One")
                .digested(key(author, "One"), new byte[] {1})
                .add();
        var second = desk.comment(article)
                .by(author)
                .saying("Two")
                .digested(key(author, "Two"), new byte[] {1})
                .add();

        edit(waiting, 1, "Three", null).isOk();
        assertThat(digest(waiting)).isEqualTo(HexFormat.of().formatHex(key(author, "Three")));

        edit(waiting, 2, "Two", null).isOk();
        assertThat(digest(waiting))
                .as("the other comment holds that text already")
                .isEqualTo("null");
        assertThat(digest(second)).isEqualTo(HexFormat.of().formatHex(key(author, "Two")));
    }

    private byte[] key(UUID author, String body) {
        var row = desk.one("SELECT email_lookup AS lookup FROM author WHERE id = :id", Map.of("id", author));
        return sameText.dedupeKey(
                article.site(), article.key(), new EmailLookup(bytes(Objects.requireNonNull(row.get("lookup")))), body);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        var buffer = (ByteBuffer) value;
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private String digest(UUID id) {
        return String.valueOf(
                desk.one("SELECT encode(dedupe_key, 'hex') AS key FROM comment WHERE id = :id", Map.of("id", id))
                        .get("key"));
    }
}
