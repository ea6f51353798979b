package greenroom.screening;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules find, and what becomes of it. */
class RulesFindTests extends WithRules {
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
}
