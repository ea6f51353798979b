package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditHttpTests extends AtAnArticle {
    private static final String AUDIT = "/api/v1/moderation/audit";

    private UUID decided(Staff by, Desk.Article on, String to) {
        var id = desk.comment(on).by(desk.author(on.siteKey(), newEmail())).add();
        by.post("/api/v1/moderation/decisions", Map.of("decisions", List.of(Map.of("id", id, "version", 1, "to", to))))
                .isOk();
        return id;
    }

    private static List<String> comments(Staff.Answer answer) {
        return answer.isOk()
                .json()
                .path("entries")
                .valueStream()
                .map(entry -> entry.path("comment").asString("-"))
                .toList();
    }

    @Test
    void tellsWhatWasDoneNewestFirst() {
        var first = decided(staff, article, "approved");
        var second = decided(staff, article, "rejected");
        staff.patch("/api/v1/moderation/comments/" + second, Map.of("version", 2, "body", "Milder", "reason", "Calm"))
                .isOk();

        var entries = staff.get(AUDIT).isOk().json().path("entries");

        assertThat(entries.valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("edit", "decide", "decide");
        var edit = entries.get(0);
        assertThat(edit.path("by").asString()).isEqualTo(moderator.username());
        assertThat(edit.path("site").asString()).isEqualTo(site);
        assertThat(edit.path("comment").asString()).isEqualTo(second.toString());
        assertThat(edit.path("author").asString())
                .isEqualTo(String.valueOf(desk.comment(second).get("author_id")));
        assertThat(edit.path("thread").asString()).isEqualTo(article.key());
        assertThat(edit.path("reason").asString()).isEqualTo("Calm");
        assertThat(entries.get(2).path("comment").asString()).isEqualTo(first.toString());
    }

    @Test
    void filtersByActionPersonSiteAndComment() {
        var other = desk.moderator(site);
        var mine = decided(staff, article, "approved");
        var theirs = decided(new Staff(http, desk.token(other)), article, "spam");
        staff.patch("/api/v1/moderation/comments/" + mine, Map.of("version", 2, "body", "Milder"))
                .isOk();

        assertThat(comments(staff.get(AUDIT + "?action=decide"))).containsExactly(theirs.toString(), mine.toString());
        assertThat(comments(staff.get(AUDIT + "?action=edit"))).containsExactly(mine.toString());
        assertThat(comments(staff.get(AUDIT + "?by={by}", other.username()))).containsExactly(theirs.toString());
        assertThat(comments(staff.get(AUDIT + "?action=decide&by={by}&site={site}", other.username(), site)))
                .containsExactly(theirs.toString());
        assertThat(comments(staff.get(AUDIT + "?comment={id}", mine))).hasSize(2);
        assertThat(comments(staff.get(AUDIT + "?comment={id}&action=edit&by={by}", mine, other.username())))
                .isEmpty();
    }

    @Test
    void showsWhoIsLimitedTheirSitesOnly() {
        var everybody = new Staff(http, desk.token(desk.moderator()));
        var elsewhere = desk.article(desk.site());
        var hidden = decided(everybody, elsewhere, "approved");
        var shown = decided(everybody, article, "approved");

        assertThat(comments(staff.get(AUDIT))).containsExactly(shown.toString());
        assertThat(comments(staff.get(AUDIT + "?action=decide"))).containsExactly(shown.toString());
        assertThat(comments(staff.get(AUDIT + "?comment={id}", hidden))).isEmpty();
        assertThat(staff.get(AUDIT + "?site={site}", elsewhere.siteKey()).problem())
                .isEqualTo("forbidden");
        assertThat(comments(everybody.get(AUDIT + "?limit=2"))).containsExactly(shown.toString(), hidden.toString());
        assertThat(comments(everybody.get(AUDIT + "?site={site}", elsewhere.siteKey())))
                .containsExactly(hidden.toString());
    }

    @Test
    void pagesWithoutAGap() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 23; i++) {
            ids.add(0, decided(staff, article, "approved").toString());
        }

        var seen = new ArrayList<String>();
        JsonNode next = null;
        do {
            var page = next == null
                    ? staff.get(AUDIT + "?limit=5")
                    : staff.get(AUDIT + "?limit=5&cursor={cursor}", next.asString());
            seen.addAll(comments(page));
            next = page.json().path("next");
        } while (!next.isNull());

        assertThat(seen).containsExactlyElementsOf(ids);
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        for (String query : List.of("action=destroy", "action=DECIDE", "limit=0", "comment=me")) {
            assertThat(staff.get(AUDIT + "?" + query).problem()).as(query).isEqualTo("bad-parameter");
        }
        assertThat(staff.get(AUDIT + "?by={by}", "a\0b").problem()).isEqualTo("bad-parameter");
        assertThat(staff.get(AUDIT + "?cursor=cXVldWUtb2xkZXN0Og").problem()).isEqualTo("bad-cursor");
    }
}
