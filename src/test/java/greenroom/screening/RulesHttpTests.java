package greenroom.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.ids.Ids;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How admins keep rules: what may be one, what is written down, and what they are told. */
class RulesHttpTests extends WithRules {
    @Test
    void changesTurnsOffAndDeletesRules() {
        var id = makes("word", "casino", "spam").json().path("id").asString();

        var off = admin.put(RULES + "/" + id, Map.of("site", site, "enabled", false, "note", "For now"))
                .isOk()
                .json();
        assertThat(off.path("value").asString()).isEqualTo("casino");
        assertThat(off.path("note").asString()).isEqualTo("For now");
        assertThat(becomes(submission().saying("A casino"))).isEqualTo("pending");
        admin.put(RULES + "/" + id, Map.of("site", site, "enabled", true, "action", "refuse"))
                .isOk();
        assertThat(becomes(submission().saying("A casino"))).isEqualTo("body-refused");
        assertThat(admin.delete(RULES + "/" + id).status()).isEqualTo(204);
        assertThat(admin.delete(RULES + "/" + id).problem()).isEqualTo("not-found");
        assertThat(becomes(submission().saying("A casino"))).isEqualTo("pending");
    }

    @Test
    void keepsAnAddressWhoseMaskComesBack() {
        var email = newEmail();
        var rule = admin.post(RULES, Map.of("kind", "address", "value", email)).json();

        admin.put(
                        RULES + "/" + rule.path("id").asString(),
                        Map.of("kind", "address", "value", rule.path("value").asString(), "action", "spam"))
                .isOk();

        assertThat(becomes(submission().from(email))).isEqualTo("spam with a signal");
    }

    @Test
    void refusesRulesThatAreNone() {
        assertThat(makes("word", " ", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("pattern", "(", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("pattern", "((a{100}){100}){100}", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("pattern", "(?=a)", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("link", "no domain", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("network", "10.0.0.0/33", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("address", "nobody", "hold").errors()).containsExactly("/value value-invalid");
        assertThat(makes("word", "a".repeat(301), "hold").errors()).containsExactly("/value value-invalid");
        assertThat(admin.post(RULES, Map.of("kind", "smell", "value", "a", "action", "burn", "site", "nowhere"))
                        .errors())
                .containsExactly("/site site-unknown", "/kind kind-invalid", "/action action-invalid");
        makes("word", "twice", "hold");
        assertThat(makes("word", "twice", "spam").problem()).isEqualTo("conflict");
    }

    @Test
    void writesChangesDownWithoutWhatTheyLookFor() {
        var email = newEmail();
        var id = admin.post(RULES, Map.of("kind", "key", "value", email, "action", "spam"))
                .json()
                .path("id")
                .asString();
        admin.delete(RULES + "/" + id);

        assertThat(store.text(
                        "SELECT string_agg(action || ' ' || reason, '; ' ORDER BY id) FROM audit WHERE reason LIKE ?",
                        "%" + id + "%"))
                .isEqualTo("rule-create rule " + id + ": key, spam; rule-delete rule " + id + ": key, spam");
    }

    @Test
    void takesOverWordPressLists() {
        var email = newEmail();
        var list = Map.<String, Object>of(
                "list", "disallowed", "site", site, "text", "\r\n casino \r\nViagra\n\n" + email + "\ncasino\n");

        assertThat(admin.post(RULES + "/import", list).isOk().json().toString())
                .isEqualTo("{\"added\":3,\"known\":0,\"skipped\":0}");
        var again = new HashMap<>(list);
        again.put("text", "casino\n" + "x".repeat(301) + "\nnew");
        assertThat(admin.post(RULES + "/import", again).isOk().json().toString())
                .isEqualTo("{\"added\":1,\"known\":1,\"skipped\":1}");

        assertThat(becomes(submission().saying("Megacasinos!"))).isEqualTo("spam with a signal");
        assertThat(becomes(submission().named("NOVIAGRAS"))).isEqualTo("spam with a signal");
        assertThat(becomes(submission().from(email))).isEqualTo("spam with a signal");
        assertThat(becomes(submission())).isEqualTo("pending");
        assertThat(admin.post(RULES + "/import", Map.of("list", "black", "text", "a"))
                        .errors())
                .containsExactly("/list list-invalid");
        assertThat(admin.post(RULES + "/import", Map.of("list", "moderation", "text", "\n"))
                        .errors())
                .containsExactly("/text text-required");
    }

    @Test
    void triesARuleOnTheLastCommentsBeforeItIsKept() {
        var article = desk.article(site);
        var email = newEmail();
        var mine = desk.comment(article)
                .by(desk.author(site, email))
                .saying("Nice casino")
                .add();
        desk.comment(article).saying("Well said").add();

        var trial = trial(Map.of("site", site, "kind", "word", "value", "casino"));

        assertThat(trial.path("tried").asInt()).isEqualTo(2);
        assertThat(trial.path("matches").asInt()).isEqualTo(1);
        assertThat(trial.path("comments").path(0).path("id").asString()).isEqualTo(mine.toString());
        assertThat(trial(Map.of("site", site, "kind", "address", "value", email))
                        .path("matches")
                        .asInt())
                .isEqualTo(1);
        assertThat(trial(Map.of("kind", "address", "value", email))
                        .path("matches")
                        .asInt())
                .isEqualTo(1);
        assertThat(trial(Map.of("site", site, "kind", "address", "value", "@example.org"))
                        .path("matches")
                        .asInt())
                .isEqualTo(1);
        assertThat(trial(Map.of("site", site, "kind", "network", "value", "0.0.0.0/0"))
                        .path("matches")
                        .asInt())
                .isZero();
        assertThat(admin.get(RULES).isOk().json().path("rules")).isEmpty();
    }

    private JsonNode trial(Map<String, Object> rule) {
        return admin.post(RULES + "/try", rule).isOk().json();
    }

    @Test
    void countsWhatItFinds() {
        makes("word", "casino", "hold");
        for (int i = 0; i < 3; i++) {
            visitor.submits(submission().saying("A casino"));
        }

        await().untilAsserted(() -> assertThat(admin.get(RULES)
                        .isOk()
                        .json()
                        .path("rules")
                        .path(0)
                        .path("hits")
                        .asInt())
                .isEqualTo(3));
    }

    @Test
    void isReadByEveryReplicaWhenAnotherChangesIt() {
        store.run(
                "INSERT INTO rule (id, kind, value, action, created_by) VALUES (?, 'word', 'roulette',"
                        + " 'refuse', 'another replica')",
                Ids.next());
        store.text("SELECT pg_notify('greenroom', 'rules')::text");

        await().untilAsserted(() ->
                assertThat(becomes(submission().saying("Roulette tonight"))).isEqualTo("body-refused"));
    }
}
