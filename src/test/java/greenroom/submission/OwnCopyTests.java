package greenroom.submission;

import static greenroom.service.Reader.body;
import static greenroom.service.Reader.errors;
import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader.Comment;
import greenroom.service.RunningService;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** What the holder of a receipt sees, changes and takes back. */
class OwnCopyTests extends RunningService {
    private long audits(Comment comment, String action) {
        return store.number(
                "SELECT count(*) FROM audit WHERE comment_id = ?::uuid AND action = ?", comment.id(), action);
    }

    private String statusAndVersion(Comment comment) {
        return String.valueOf(
                store.text("SELECT status || ' ' || version FROM comment WHERE id = ?::uuid", comment.id()));
    }

    private String shownStatus(Comment comment) {
        return body(reader.triesToLookAt(comment).expectStatus().isOk())
                .path("status")
                .asString();
    }

    @Test
    void mayBeEditedForAQuarterOfAnHour() {
        var answer = reader.submits(aSubmission()).answer();

        assertThat(Duration.between(
                        Instant.parse(answer.path("submittedAt").asString()),
                        Instant.parse(answer.path("editableUntil").asString())))
                .isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void isEdited() {
        var comment = reader.submits(aSubmission().saying("Wel said."));

        var edited =
                body(reader.edits(comment, " **Well** said.\r\n").expectStatus().isOk());

        assertThat(edited.path("body").asString()).isEqualTo("**Well** said.");
        assertThat(edited.path("html").asString()).isEqualTo("<p><strong>Well</strong> said.</p>");
        assertThat(edited).isEqualTo(body(reader.triesToLookAt(comment)));
        assertThat(statusAndVersion(comment)).isEqualTo("pending 2");
    }

    @Test
    void leavesItsOldTextAndOneEntryInTheAudit() {
        var comment = reader.submits(aSubmission().saying("Wel said."));

        reader.edits(comment, "Well said.").expectStatus().isOk();

        assertThat(audits(comment, "author-edit")).isOne();
        assertThat(store.text("SELECT body FROM revision WHERE comment_id = ?::uuid", comment.id()))
                .isEqualTo("Wel said.");
        assertThat(store.number("SELECT count(*) FROM audit WHERE comment_id = ?::uuid", comment.id()))
                .isOne();
    }

    @Test
    void isEditedUntilTheTimeIsOver() {
        var comment = reader.submits(aSubmission());

        store.age(comment.id(), "14 minutes 30 seconds");
        reader.edits(comment, "Just in time.").expectStatus().isOk();

        store.age(comment.id(), "31 seconds");
        assertThat(problem(reader.edits(comment, "Too late."), 409)).isEqualTo("not-editable");
        assertThat(body(reader.triesToLookAt(comment)).path("body").asString()).isEqualTo("Just in time.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approved", "rejected", "withdrawn"})
    void isNotEditedAnyMoreOnceItIsDecided(String status) {
        var comment = reader.submits(aSubmission());
        store.run("UPDATE comment SET status = ? WHERE id = ?::uuid", status, comment.id());

        assertThat(problem(reader.edits(comment, "Another text."), 409)).isEqualTo("not-editable");
        assertThat(shownStatus(comment)).isEqualTo(status);
        assertThat(audits(comment, "author-edit")).isZero();
    }

    @Test
    void readsPendingWhileItLiesInSpamAndBehavesSo() {
        var comment = reader.submits(aSubmission());
        store.markAsSpam(comment.id());

        assertThat(shownStatus(comment)).isEqualTo("pending");
        assertThat(body(reader.edits(comment, "Another text.").expectStatus().isOk())
                        .path("status")
                        .asString())
                .isEqualTo("pending");
        assertThat(store.statusOf(comment.id())).isEqualTo("spam");
    }

    @Test
    void isEditedByTheRulesOfASubmission() {
        var comment = reader.submits(aSubmission());

        assertThat(errors(reader.edits(comment, "x"))).containsExactly("/body body-too-short");
        assertThat(errors(reader.edits(comment, " \u200B "))).containsExactly("/body body-required");
        assertThat(errors(reader.edits(comment, "b".repeat(10_001)))).containsExactly("/body body-too-long");
        assertThat(errors(reader.edits(comment, "a\u0000b"))).containsExactly("/body body-invalid");
        assertThat(errors(patches(comment, "{}"))).containsExactly("/body body-required");
        assertThat(errors(patches(comment, "{\"body\": null, \"status\": \"approved\"}")))
                .containsExactly("/body body-required");
        assertThat(statusAndVersion(comment)).isEqualTo("pending 1");
    }

    private ResponseSpec patches(Comment comment, String json) {
        return http.patch()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json)
                .exchange();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{\"body\": 1}", "{\"body\": true}", "{\"body\":\"a\",\"body\":\"b\"}", "{"})
    void isNotEditedByWhatIsNoForm(String json) {
        assertThat(problem(patches(reader.submits(aSubmission()), json), 400)).isEqualTo("malformed-request");
    }

    @Test
    void changesNothingButItsText() {
        var comment = reader.submits(aSubmission());

        patches(comment, "{\"body\": \"Another text.\", \"name\": \"Root\", \"status\": \"approved\", \"version\": 9}")
                .expectStatus()
                .isOk();

        assertThat(store.text("SELECT name || status || version FROM comment WHERE id = ?::uuid", comment.id()))
                .isEqualTo("Ayeshapending2");
    }

    @Test
    void isScreenedAnewAndKeepsWhatItsSenderShowed() {
        var trapped = reader.submits(aSubmission().with("website", "x"));
        var plain = reader.submits(aSubmission());

        reader.edits(trapped, "NOW I SHOUT AT ALL OF YOU!").expectStatus().isOk();
        reader.edits(plain, "NOW I SHOUT AT ALL OF YOU!").expectStatus().isOk();

        assertThat(signals(trapped)).contains("honeypot", "capitals");
        assertThat(signals(plain)).contains("capitals").doesNotContain("honeypot");
    }

    private String signals(Comment comment) {
        return String.valueOf(store.text("SELECT signals::text FROM comment WHERE id = ?::uuid", comment.id()));
    }

    @Test
    void isEditedOnceForEachOfManyAtOnce() {
        var comment = reader.submits(aSubmission());

        var statuses = together(
                3,
                number -> reader.edits(comment, "Text " + number)
                        .returnResult(byte[].class)
                        .getStatus()
                        .value());

        assertThat(statuses).containsOnly(200);
        assertThat(statusAndVersion(comment)).isEqualTo("pending 4");
        assertThat(audits(comment, "author-edit")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "approved", "rejected", "spam"})
    void isWithdrawnWhateverItsStatus(String status) {
        var comment = reader.submits(aSubmission());
        store.run("UPDATE comment SET status = ? WHERE id = ?::uuid", status, comment.id());
        store.age(comment.id(), "10 days");

        reader.triesToWithdraw(comment)
                .expectStatus()
                .isNoContent()
                .expectBody()
                .isEmpty();
        reader.triesToWithdraw(comment).expectStatus().isNoContent();

        assertThat(shownStatus(comment)).isEqualTo("withdrawn");
        assertThat(statusAndVersion(comment)).isEqualTo("withdrawn 2");
        assertThat(store.text(
                        "SELECT from_status || ' ' || to_status || ' ' || coalesce(by_whom, 'its author') FROM audit"
                                + " WHERE comment_id = ?::uuid AND action = 'withdraw'",
                        comment.id()))
                .isEqualTo(status + " withdrawn its author");
        assertThat(audits(comment, "withdraw")).isOne();
    }

    @Test
    void isWithdrawnOnceOfManyAtOnce() {
        var comment = reader.submits(aSubmission());

        var statuses = together(
                5,
                any -> reader.triesToWithdraw(comment)
                        .returnResult(byte[].class)
                        .getStatus()
                        .value());

        assertThat(statuses).containsOnly(204);
        assertThat(audits(comment, "withdraw")).isOne();
    }

    @Test
    void goesOutOfTheThreadsCountWhenItIsWithdrawn() {
        var comment = reader.submits(aSubmission());
        store.approve(comment.id());
        store.run("UPDATE thread SET published_count = 1 WHERE key = ?", comment.thread());
        store.run(
                "UPDATE author SET approved = 1 WHERE id = (SELECT author_id FROM comment WHERE id = ?::uuid)",
                comment.id());

        reader.triesToWithdraw(comment).expectStatus().isNoContent();

        assertThat(store.number("SELECT published_count FROM thread WHERE key = ?", comment.thread()))
                .isZero();
        assertThat(store.number(
                        "SELECT approved FROM author WHERE id = (SELECT author_id FROM comment WHERE id = ?::uuid)",
                        comment.id()))
                .isZero();
    }
}
