package greenroom.screening;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.ids.Ids;
import greenroom.moderation.AtTheDesk;
import greenroom.moderation.Desk;
import greenroom.moderation.Staff;
import greenroom.service.Reader;
import greenroom.service.Submissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What admins want done with submissions, from the rule to what becomes of a comment. */
class RulesHttpTests extends AtTheDesk {
    private static final String RULES = "/api/v1/admin/rules";

    private Desk desk;
    private Staff admin;
    private String site;
    private Reader visitor;

    @BeforeEach
    void open() {
        desk = desk();
        admin = new Staff(http, desk.token(desk.admin()));
        site = desk.site();
        visitor = new Reader(http, site);
    }

    /** The other tests share the service. */
    @AfterEach
    void sweep() {
        admin.get(RULES)
                .isOk()
                .json()
                .path("rules")
                .valueStream()
                .forEach(rule -> admin.delete(RULES + "/" + rule.path("id").asString()));
    }

    private Staff.Answer makes(String kind, String value, String action) {
        return admin.post(RULES, Map.of("site", site, "kind", kind, "value", value, "action", action));
    }

    private Submissions submission() {
        return aSubmission().to(newThread()).from(newEmail());
    }

    private String becomes(Submissions submission) {
        var answer = visitor.tries(submission, Map.of("User-Agent", "Mozilla/5.0 (BadBot 1.0)"));
        var json = Reader.body(answer);
        if (json.has("errors")) {
            return json.path("errors").path(0).path("code").asString();
        }
        var signals = String.valueOf(store.text(
                "SELECT signals::text FROM comment WHERE id = ?::uuid",
                json.path("id").asString()));
        return store.statusOf(json.path("id").asString()) + (signals.contains("\"rule\"") ? " with a signal" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "word, casino, Come to the CASINO!, pending with a signal",
        "word, casino, Casinos are many, pending",
        "word, کھیل, یہ کھیل ہے, pending with a signal",
        "key, casino, Casinos are many, pending with a signal",
        "key, badbot, Well said, pending with a signal",
        "pattern, cas[i1]no+, Come to the CAS1NOO, pending with a signal",
        "link, bad.example, See https://www.bad.example/a, pending with a signal",
        "link, bad.example, See [this](http://BAD.example:8080/a?b), pending with a signal",
        "link, bad.example, See https://bad.example.org/a, pending",
        "link, https://bad.example/x, I like bad.example, pending",
        "key, casino, Come to the cas**ino** now, pending with a signal",
    })
    void findsWhatTheRuleSays(String kind, String value, String body, String outcome) {
        assertThat(makes(kind, value, "hold").status()).isEqualTo(201);

        assertThat(becomes(submission().saying(body))).isEqualTo(outcome);
    }

    @Test
    void holdsPutsIntoSpamOrRefusesAndTellsNobodyWhich() {
        makes("word", "held", "hold");
        makes("word", "spammed", "spam");
        makes("word", "refused", "refuse");

        assertThat(becomes(submission().saying("This is held."))).isEqualTo("pending with a signal");
        assertThat(becomes(submission().saying("This is spammed and held."))).isEqualTo("spam with a signal");
        var thread = newThread();
        var answer = visitor.tries(submission().to(thread).saying("This is refused and spammed."));
        assertThat(Reader.errors(answer)).containsExactly("/body body-refused");
        assertThat(store.commentsIn(thread)).isZero();
    }

    @Test
    void saysInASignalWhatWasFoundWhere() {
        makes("name", "viagra", "hold");
        var id = visitor.submits(submission().named("Mrs. Viagra")).id();

        var signal = admin.get("/api/v1/moderation/comments/" + id)
                .isOk()
                .json()
                .path("signals")
                .path(0);

        assertThat(signal.path("code").asString()).isEqualTo("rule");
        assertThat(signal.path("detail").asString())
                .isEqualTo("A rule against the name “viagra” found it in the name; such comments are held for a look.");
    }

    @Test
    void findsAuthorsByAddressOfWhichItKeepsMaskAndHashOnly() {
        var email = newEmail();
        var rule = admin.post(RULES, Map.of("kind", "address", "value", email, "action", "spam"))
                .json();
        makes("address", "@example.net", "spam");

        assertThat(rule.path("value").asString()).matches("r•••@example\\.org");
        assertThat(rule.path("site").isNull()).isTrue();
        assertThat(store.text("SELECT string_agg(rule::text, ' ') FROM rule")).doesNotContain(email);
        assertThat(becomes(submission().from(email))).isEqualTo("spam with a signal");
        assertThat(becomes(submission().from("a@mail.example.net"))).isEqualTo("spam with a signal");
        assertThat(becomes(submission())).isEqualTo("pending");
    }

    @Test
    void findsClientsByNetwork() {
        makes("network", "127.0.0.0/8", "spam");
        makes("network", "2001:db8::/32", "refuse");

        assertThat(becomes(submission())).isEqualTo("spam with a signal");
    }

    @Test
    void isOfItsSiteOrOfAll() {
        makes("word", "casino", "spam");
        var elsewhere = new Reader(http, desk.site());

        assertThat(store.statusOf(
                        elsewhere.submits(submission().saying("A casino")).id()))
                .isEqualTo("pending");
        admin.post(RULES, Map.of("kind", "word", "value", "casino", "action", "spam"));
        assertThat(store.statusOf(
                        elsewhere.submits(submission().saying("A casino")).id()))
                .isEqualTo("spam");
    }

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
    void looksAtAnAuthorsEditToo() {
        makes("word", "casino", "spam");
        makes("word", "viagra", "refuse");
        var comment = visitor.submits(submission().saying("Well said."));

        assertThat(Reader.errors(visitor.edits(comment, "Buy viagra"))).containsExactly("/body body-refused");
        Reader.body(visitor.edits(comment, "A casino").expectStatus().isOk());

        assertThat(store.statusOf(comment.id())).isEqualTo("spam");
        assertThat(visitor.looksAt(comment).path("status").asString()).isEqualTo("pending");
        assertThat(admin.get("/api/v1/moderation/comments/" + comment.id())
                        .isOk()
                        .json()
                        .path("history")
                        .toString())
                .contains("\"from\":\"pending\",\"to\":\"spam\"");
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
