package greenroom.submission;

import static greenroom.service.Reader.body;
import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A request that is sent again with its key. */
class IdempotencyTests extends RunningService {
    private Map<String, String> key;

    @BeforeEach
    void drawAKey() {
        key = Map.of("Idempotency-Key", "key-" + UUID.randomUUID());
    }

    private JsonNode replay(Submissions submission) {
        var answer = reader.tries(submission, key).expectStatus().isAccepted();
        answer.expectHeader().valueEquals("Idempotent-Replayed", "true");
        var body = body(answer);
        assertThat(body.has("receipt")).isFalse();
        return body;
    }

    @Test
    void isAnsweredAsTheFirstTime() {
        var submission = aSubmission();
        var first = reader.tries(submission, key).expectStatus().isAccepted();
        first.expectHeader().doesNotExist("Idempotent-Replayed");
        var answer = body(first);

        var again = replay(submission);

        for (String field : answer.propertyNames()) {
            assertThat(again.path(field).isMissingNode() ? "receipt" : again.path(field))
                    .isEqualTo(field.equals("receipt") ? "receipt" : answer.path(field));
        }
    }

    @Test
    void storesNothingASecondTime() {
        var thread = newThread();
        var submission = aSubmission().to(thread);
        reader.submits(submission, key);

        replay(submission);
        replay(submission);

        assertThat(store.commentsIn(thread)).isOne();
    }

    @Test
    void isTheSameWithAnotherProofAndAnotherSpelling() {
        var submission = aSubmission().named("Zoë");
        var first = reader.submits(submission, key);

        assertThat(replay(submission.with("proof", "another").named(" Zoe\u0308 "))
                        .path("id")
                        .asString())
                .isEqualTo(first.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "body", "locale", "thread", "website", "notifyReplies"})
    void isRefusedWithAnotherBody(String field) {
        var submission = aSubmission();
        reader.submits(submission, key);
        var other = switch (field) {
            case "email" -> newEmail();
            case "locale" -> "en";
            case "thread" -> Map.of("key", newThread());
            case "notifyReplies" -> true;
            default -> "Another";
        };

        var answer = reader.tries(submission.with(field, other), key);

        assertThat(problem(answer, 422)).isEqualTo("idempotency-key-reused");
    }

    @Test
    void isAnotherRequestOnAnotherSite() {
        var submission = aSubmission();
        var first = reader.submits(submission, key);

        assertThat(new Reader(http, newSite("{}")).submits(submission, key).id())
                .isNotEqualTo(first.id());
    }

    @Test
    void leavesTheKeyFreeWhenItIsRefused() {
        var earlier = aSubmission();
        reader.submits(earlier);
        reader.tries(aSubmission().saying("x"), key).expectStatus().isEqualTo(422);
        reader.tries(earlier, key).expectStatus().isEqualTo(409);
        reader.tries(aSubmission().answering(UUID.randomUUID().toString()), key)
                .expectStatus()
                .isEqualTo(422);

        reader.submits(aSubmission(), key);
    }

    @Test
    void servesForADay() {
        var submission = aSubmission();
        var first = reader.submits(submission, key);

        store.age(first.id(), "23:59:30");
        assertThat(replay(submission).path("id").asString()).isEqualTo(first.id());

        store.age(first.id(), "00:00:31");
        assertThat(reader.submits(submission, key).id()).isNotEqualTo(first.id());
    }

    @Test
    void isFreeForAnotherBodyAfterADay() {
        var first = reader.submits(aSubmission(), key);
        store.age(first.id(), "24:00:01");

        reader.submits(aSubmission(), key);
    }

    @Test
    void isAnsweredWhateverBecameOfTheComment() {
        var submission = aSubmission();
        var first = reader.submits(submission, key);
        store.approve(first.id());
        replay(submission);
        reader.edits(first, "x").expectStatus().isEqualTo(409);
        reader.triesToWithdraw(first).expectStatus().isNoContent();

        assertThat(replay(submission).path("status").asString()).isEqualTo("pending");
    }

    @Test
    void isAnsweredWhenTheThreadHasClosed() {
        var thread = newThread();
        var submission = aSubmission().to(thread);
        reader.submits(submission, key);
        store.run("UPDATE thread SET open = false WHERE key = ?", thread);

        replay(submission);
        assertThat(problem(reader.tries(submission.saying("Another"), key), 422))
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void isAnsweredWhenTheSiteHasClosed() {
        var site = newSite("{}");
        var there = new Reader(http, site);
        var submission = aSubmission();
        there.submits(submission, key);
        store.run("UPDATE site SET settings = '{\"closed\": true}' WHERE key = ?", site);
        announceSites(() -> siteNamed(site).orElseThrow().closed());

        there.tries(submission, key)
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("Idempotent-Replayed", "true");
        assertThat(problem(there.tries(aSubmission()), 403)).isEqualTo("comments-closed");
    }

    @Test
    void isAnsweredWhenItsParentHasGone() {
        var parent = reader.submits(aSubmission());
        store.approve(parent.id());
        var submission = aSubmission().to(parent.thread()).answering(parent.id());
        reader.submits(submission, key);
        store.reject(parent.id());

        replay(submission);
    }

    @Test
    void isKeptOnceOfTwentyAtOnce() {
        var thread = newThread();
        var submission = aSubmission().to(thread);

        var answers = together(
                20, any -> body(reader.tries(submission, key).expectStatus().isAccepted()));

        assertThat(answers.stream().filter(answer -> answer.has("receipt"))).hasSize(1);
        assertThat(answers.stream().map(answer -> answer.path("id").asString()).distinct())
                .hasSize(1);
        assertThat(store.commentsIn(thread)).isOne();
    }

    @Test
    void isKeptOnceOfTwentyBodiesAtOnce() {
        var thread = newThread();

        var answers = together(
                20,
                number -> reader.tries(aSubmission().to(thread).saying("Text " + number), key)
                        .returnResult(byte[].class)
                        .getStatus()
                        .value());

        assertThat(answers).containsOnlyOnce(202).contains(422);
        assertThat(store.commentsIn(thread)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~~~", "\"quoted\"", "a,b;c"})
    void isAnyVisibleAscii(String sent) {
        reader.submits(aSubmission(), Map.of("Idempotency-Key", sent + UUID.randomUUID()));
    }

    @Test
    void hasUpTo128Characters() {
        var longest = "k".repeat(92) + UUID.randomUUID();

        reader.submits(aSubmission(), Map.of("Idempotency-Key", longest));
        assertThat(problem(reader.tries(aSubmission(), Map.of("Idempotency-Key", longest + "k")), 400))
                .isEqualTo("bad-parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\tb", "schlüssel"})
    void isRefusedInAnotherForm(String sent) {
        assertThat(problem(reader.tries(aSubmission(), Map.of("Idempotency-Key", sent)), 400))
                .isEqualTo("bad-parameter");
    }
}
