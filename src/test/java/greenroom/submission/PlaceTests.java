package greenroom.submission;

import static greenroom.service.Reader.errors;
import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.Reader.Comment;
import greenroom.service.RunningService;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a comment hangs in its thread, and where none can. */
class PlaceTests extends RunningService {
    private Comment approved(Comment comment) {
        store.approve(comment.id());
        return comment;
    }

    private Comment replyTo(Comment parent) {
        return reader.submits(aSubmission().to(parent.thread()).answering(parent.id()));
    }

    private void knowsNoParent(Comment parent) {
        assertThat(errors(reader.tries(aSubmission().to(parent.thread()).answering(parent.id()))))
                .containsExactly("/parent parent-unknown");
    }

    private String placeOf(Comment comment) {
        return String.valueOf(store.text(
                "SELECT coalesce(parent_id::text, '-') || ' ' || coalesce(root_id::text, '-') || ' ' || depth"
                        + " FROM comment WHERE id = ?::uuid",
                comment.id()));
    }

    @Test
    void hangsUnderWhatItAnswers() {
        var root = approved(reader.submits(aSubmission()));
        var reply = approved(replyTo(root));
        var deeper = replyTo(reply);

        assertThat(placeOf(root)).isEqualTo("- - 1");
        assertThat(placeOf(reply)).isEqualTo(root.id() + " " + root.id() + " 2");
        assertThat(placeOf(deeper)).isEqualTo(reply.id() + " " + root.id() + " 3");
    }

    @Test
    void hangsUnderTheDeepestAncestorAllowed() {
        var root = approved(reader.submits(aSubmission()));
        var line = root;
        var fourth = root;
        for (int depth = 2; depth <= 5; depth++) {
            fourth = depth == 5 ? line : fourth;
            line = approved(replyTo(line));
        }
        var sixth = replyTo(line);

        assertThat(placeOf(line)).isEqualTo(fourth.id() + " " + root.id() + " 5");
        assertThat(placeOf(sixth)).isEqualTo(fourth.id() + " " + root.id() + " 5");
    }

    @Test
    void hangsWhereTheSiteAllowsIt() {
        var flat = new Reader(http, newSite("{\"depth\": 1}"));
        var root = approved(flat.submits(aSubmission()));
        var reply = flat.submits(aSubmission().to(root.thread()).answering(root.id()));

        assertThat(placeOf(reply)).isEqualTo("- - 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "rejected", "spam", "withdrawn"})
    void answersNothingThatIsNotPublic(String status) {
        var parent = reader.submits(aSubmission());
        store.run("UPDATE comment SET status = ? WHERE id = ?::uuid", status, parent.id());

        knowsNoParent(parent);
    }

    @Test
    void answersNothingUnderAHiddenAncestor() {
        var root = approved(reader.submits(aSubmission()));
        var reply = approved(replyTo(root));
        store.reject(root.id());

        knowsNoParent(reply);
    }

    @Test
    void answersNothingOfAnotherThreadOrSite() {
        var here = approved(reader.submits(aSubmission()));
        var elsewhere = new Reader(http, newSite("{}"));

        assertThat(errors(reader.tries(aSubmission().answering(here.id())))).containsExactly("/parent parent-unknown");
        assertThat(errors(elsewhere.tries(aSubmission().to(here.thread()).answering(here.id()))))
                .containsExactly("/parent parent-unknown");
    }

    @Test
    void answersByTheIdInAnyCase() {
        var root = approved(reader.submits(aSubmission()));

        new Reader(unchecked(), "demo")
                .submits(aSubmission().to(root.thread()).answering(root.id().toUpperCase(Locale.ROOT)));
    }

    @Test
    void isRefusedInAClosedThread() {
        var thread = reader.submits(aSubmission()).thread();
        store.run("UPDATE thread SET open = false WHERE key = ?", thread);

        assertThat(problem(reader.tries(aSubmission().to(thread)), 403)).isEqualTo("comments-closed");
        assertThat(store.commentsIn(thread)).isOne();
    }

    @Test
    void leavesNoAuthorBehindInAClosedThread() {
        var thread = reader.submits(aSubmission()).thread();
        store.run("UPDATE thread SET open = false WHERE key = ?", thread);
        var authors = store.number("SELECT count(*) FROM author");

        reader.tries(aSubmission().to(thread)).expectStatus().isForbidden();

        assertThat(store.number("SELECT count(*) FROM author")).isEqualTo(authors);
    }

    @Test
    void isRefusedOnAClosedSite() {
        var closed = new Reader(http, newSite("{\"closed\": true}"));

        assertThat(problem(closed.tries(aSubmission()), 403)).isEqualTo("comments-closed");
    }

    @Test
    void makesOneAuthorOfOneEmailOnEachSite() {
        var email = newEmail();
        var first = reader.submits(aSubmission().from(email));
        var second = reader.submits(aSubmission().from(email).named("Another"));
        var elsewhere = new Reader(http, newSite("{}")).submits(aSubmission().from(email));

        assertThat(authorOf(second)).isEqualTo(authorOf(first));
        assertThat(authorOf(elsewhere)).isNotEqualTo(authorOf(first));
    }

    private String authorOf(Comment comment) {
        return String.valueOf(store.text("SELECT author_id FROM comment WHERE id = ?::uuid", comment.id()));
    }
}
