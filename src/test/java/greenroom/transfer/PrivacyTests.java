package greenroom.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.moderation.AtTheDesk;
import greenroom.moderation.Desk;
import greenroom.moderation.Staff;
import greenroom.moderator.Moderator;
import greenroom.postgres.Announcements;
import greenroom.postgres.Heard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PrivacyTests extends AtTheDesk {
    private static final String EXPORT = "/api/v1/admin/privacy/export";
    private static final String ERASE = "/api/v1/admin/privacy/erase";

    @Autowired
    private Announcements announcements;

    private Desk desk;
    private String site;
    private Desk.Article article;
    private String email;
    private UUID author;
    private Moderator admin;
    private Staff staff;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        article = desk.article(site);
        email = newEmail();
        author = desk.author(site, email);
        admin = desk.admin();
        staff = new Staff(http, desk.token(admin));
    }

    private Staff.Answer erase(String comments) {
        return staff.post(ERASE, Map.of("email", email, "comments", comments)).isOk();
    }

    private void decide(UUID id, int version, String to) {
        staff.post(
                        "/api/v1/moderation/decisions",
                        Map.of("decisions", List.of(Map.of("id", id, "version", version, "to", to))))
                .isOk();
    }

    private List<String> entries(String action) {
        return desk.all("""
                        SELECT concat_ws(' ', coalesce(site, '-'), coalesce(author_id::text, '-'), reason) AS line
                          FROM audit WHERE action = :action AND by_whom = :by ORDER BY id
                        """, Map.of("action", action, "by", admin.username())).stream()
                .map(row -> String.valueOf(row.get("line")))
                .toList();
    }

    @Test
    void givesAllThatIsHeldOfAPersonOnEverySite() {
        var other = desk.site();
        var otherAuthor = desk.author(other, email);
        var first = desk.comment(article)
                .by(author)
                .named("Ayesha")
                .saying("Teh text")
                .on("A title", "https://news.example/a")
                .add();
        var second = desk.comment(desk.article(other))
                .by(otherAuthor)
                .named("A. K.")
                .standing("spam")
                .add();
        desk.comment(article).by(desk.author(site, newEmail())).add();
        staff.patch("/api/v1/moderation/comments/" + first, Map.of("version", 1, "body", "The text"))
                .isOk();
        decide(first, 2, "approved");

        var held = staff.post(EXPORT, Map.of("email", " " + email + " ")).isOk().json();

        assertThat(texts(held.path("authors"), "site")).containsExactlyInAnyOrder(site, other);
        assertThat(texts(held.path("authors"), "email")).containsOnly(email);
        var comments = held.path("comments");
        assertThat(texts(comments, "id")).containsExactly(first.toString(), second.toString());
        assertThat(texts(comments, "name")).containsExactly("Ayesha", "A. K.");
        assertThat(texts(comments, "email")).containsOnly(email);
        var edited = comments.get(0);
        assertThat(edited.path("thread").asString()).isEqualTo(article.key());
        assertThat(edited.path("title").asString()).isEqualTo("A title");
        assertThat(edited.path("body").asString()).isEqualTo("The text");
        assertThat(texts(edited.path("history"), "action")).containsExactly("edit", "decide");
        assertThat(edited.path("history").get(0).path("body").asString()).isEqualTo("Teh text");
        assertThat(entries("privacy-export")).containsExactlyInAnyOrder(site + " " + author, other + " " + otherAuthor);
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(one -> one.path(field).asString()).toList();
    }

    @Test
    void givesMoreThanAPageInOrder() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 2 * Exports.COMMENTS_A_PAGE; i++) {
            ids.add(desk.comment(article).by(author).add().toString());
        }

        var held = staff.post(EXPORT, Map.of("email", email)).isOk().json();

        assertThat(texts(held.path("comments"), "id")).containsExactlyElementsOf(ids);
    }

    @Test
    void saysSoWhenNothingIsHeld() {
        email = newEmail();

        assertThat(staff.post(EXPORT, Map.of("email", email)).isOk().json())
                .hasToString("{\"authors\":[],\"comments\":[]}");
        assertThat(erase("remove").json()).hasToString("{\"comments\":0}");
        assertThat(entries("privacy-export")).containsExactly("- - nothing found");
        assertThat(entries("privacy-erase")).containsExactly("- - nothing found");
    }

    @Test
    void makesAPersonUnknownAndKeepsTheTexts() {
        var id = desk.comment(article)
                .by(author)
                .named("Ayesha")
                .saying("Teh text")
                .digested(new byte[] {1, 2}, new byte[] {3})
                .add();
        var others = desk.comment(article)
                .by(desk.author(site, newEmail()))
                .named("Bilal")
                .add();
        staff.patch("/api/v1/moderation/comments/" + id, Map.of("version", 1, "body", "The text"))
                .isOk();
        decide(id, 2, "approved");

        assertThat(staff.post(ERASE, Map.of("email", email)).isOk().json()).hasToString("{\"comments\":1}");

        assertThat(desk.comment(id))
                .containsEntry("name", "Anonymous")
                .containsEntry("body", "The text")
                .containsEntry("status", "approved")
                .containsEntry("version", 4)
                .extractingByKeys(
                        "author_id",
                        "receipt_hash",
                        "client_hash",
                        "idempotency_key",
                        "fingerprint",
                        "dedupe_key",
                        "repeat_key")
                .containsOnlyNulls();
        assertThat(desk.one("SELECT * FROM author WHERE id = :id", Map.of("id", author)))
                .extractingByKeys("email_lookup", "email_sealed", "email_mask")
                .containsOnlyNulls();
        assertThat(desk.comment(others)).containsEntry("name", "Bilal");
        assertThat(desk.count(article)).isEqualTo(1);
        assertThat(entries("privacy-erase")).containsExactly(site + " " + author + " keep, 1 comments on all sites");

        var shown = staff.get("/api/v1/moderation/comments/" + id).isOk().json();
        assertThat(shown.path("author").isNull()).isTrue();
        assertThat(shown.path("email").isNull()).isTrue();
        assertThat(staff.post("/api/v1/moderation/comments/" + id + "/email", Map.of("reason", "Too late"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(erase("keep").json()).hasToString("{\"comments\":0}");
    }

    @Test
    void takesTheRulesAboutThemAlong() {
        staff.post("/api/v1/admin/rules", Map.of("kind", "address", "value", email, "action", "spam", "site", site));
        staff.post(
                "/api/v1/admin/rules", Map.of("kind", "address", "value", newEmail(), "action", "spam", "site", site));
        assertThat(rulesOfTheSite()).hasSize(2);

        erase("keep");

        assertThat(rulesOfTheSite()).hasSize(1);
        assertThat(entries("rule-delete")).contains("- - 1 rules: erased");
    }

    private List<JsonNode> rulesOfTheSite() {
        return staff.get("/api/v1/admin/rules")
                .isOk()
                .json()
                .path("rules")
                .valueStream()
                .filter(rule -> rule.path("site").asString().equals(site))
                .toList();
    }

    @Test
    void removesTheTextsWhereThatIsAskedFor() {
        var parent = desk.comment(article).by(author).saying("Teh text").add();
        var reply = desk.comment(article)
                .under(parent)
                .by(desk.author(site, newEmail()))
                .standing("approved")
                .add();
        var gone = desk.comment(article)
                .by(author)
                .standing("withdrawn")
                .saying("Taken back")
                .add();
        staff.patch("/api/v1/moderation/comments/" + parent, Map.of("version", 1, "body", "The text"))
                .isOk();
        decide(parent, 2, "approved");
        assertThat(desk.count(article)).isEqualTo(2);

        assertThat(erase("remove").json()).hasToString("{\"comments\":2}");

        for (UUID id : List.of(parent, gone)) {
            assertThat(desk.comment(id))
                    .containsEntry("name", "Anonymous")
                    .containsEntry("body", "")
                    .containsEntry("status", "withdrawn")
                    .containsEntry("author_id", null);
        }
        assertThat(desk.status(reply)).isEqualTo("approved");
        assertThat(desk.count(article)).isZero();
        assertThat(desk.audit(parent))
                .last()
                .asString()
                .isEqualTo("withdraw approved withdrawn " + admin.username() + " erased");
        assertThat(desk.audit(gone)).isEmpty();
        assertThat(desk.all("SELECT FROM revision WHERE comment_id = :id", Map.of("id", parent)))
                .isEmpty();
        assertThat(desk.number(
                        "SELECT count(*) AS n FROM audit WHERE action = 'withdraw' AND author_id = :id",
                        Map.of("id", author)))
                .isZero();
    }

    @Test
    void goesThroughMoreThanFitsOneStatement() {
        desk.run("""
                INSERT INTO comment (id, site_id, thread_id, author_id, name, body, status, submitted_at)
                SELECT ('0191' || lpad(to_hex(i), 8, '0') || '7000' || '8000' || substr(md5(:author::text), 1, 12))::uuid,
                       :site, :thread, :author, 'Ayesha', 'Text ' || i, 'approved', now()
                  FROM generate_series(1, 2500) AS i
                """, Map.of("site", article.site(), "thread", article.id(), "author", author));

        assertThat(erase("remove").json()).hasToString("{\"comments\":2500}");

        assertThat(desk.number("""
                        SELECT count(*) AS n FROM comment
                         WHERE thread_id = :thread AND status = 'withdrawn' AND body = '' AND author_id IS NULL
                        """, Map.of("thread", article.id()))).isEqualTo(2500);
        assertThat(desk.number(
                        "SELECT count(*) AS n FROM audit WHERE site = :site AND action = 'withdraw'",
                        Map.of("site", site)))
                .isEqualTo(2500);
    }

    @Test
    void announcesTheThreadsWhereTheNameWasRead() {
        var heard = Heard.of("thread", announcements);
        desk.comment(article).by(author).standing("approved").add();
        desk.comment(desk.article(site)).by(author).add();

        erase("keep");

        await().until(() -> heard.contains(site + " " + article.key()));
        assertThat(heard).filteredOn(payload -> payload.startsWith(site)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoEmailAndNoChoice() {
        assertThat(staff.post(EXPORT, Map.of()).errors()).containsExactly("/email email-required");
        assertThat(staff.post(EXPORT, Map.of("email", "nobody")).errors()).containsExactly("/email email-invalid");
        assertThat(staff.post(ERASE, Map.of("email", "nobody", "comments", "burn"))
                        .errors())
                .containsExactly("/email email-invalid", "/comments comments-invalid");
        assertThat(staff.post(ERASE, Map.of("email", email, "comments", "KEEP")).errors())
                .containsExactly("/comments comments-invalid");
        assertThat(staff.post(ERASE, "{\"email\": 5}").problem()).isEqualTo("malformed-request");
    }

    @Test
    void isForAdminsOfAllSites() {
        for (Moderator other : List.of(desk.moderator(), desk.admin(site))) {
            var theirs = new Staff(http, desk.token(other));
            assertThat(theirs.post(EXPORT, Map.of("email", email)).problem()).isEqualTo("forbidden");
            assertThat(theirs.post(ERASE, Map.of("email", email)).problem()).isEqualTo("forbidden");
        }
        assertThat(desk.one("SELECT email_mask FROM author WHERE id = :id", Map.of("id", author))
                        .get("email_mask"))
                .isNotNull();
    }
}
