package greenroom.moderation;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Reader;
import greenroom.service.Submissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What moderators think of an author, and what comes of it. */
class StandingTests extends AtTheDesk {
    private static final String AUTHORS = "/api/v1/moderation/authors/";

    private Desk desk;
    private Staff staff;
    private Reader visitor;
    private String site;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        visitor = new Reader(http, site);
        staff = new Staff(http, desk.token(desk.moderator(site)));
    }

    private UUID authorOf(Reader.Comment comment) {
        return UUID.fromString(
                String.valueOf(desk.comment(UUID.fromString(comment.id())).get("author_id")));
    }

    private Reader.Comment submits(Submissions submission) {
        return visitor.submits(submission.to(newThread()));
    }

    private JsonNode signals(Reader.Comment comment) {
        return staff.get("/api/v1/moderation/comments/" + comment.id())
                .isOk()
                .json()
                .path("signals");
    }

    @Test
    void aBannedAuthorsCommentsLandInSpamAndNobodyTellsThem() {
        var email = newEmail();
        var before = submits(aSubmission().from(email));
        var author = authorOf(before);

        var answer = staff.put(AUTHORS + author, Map.of("standing", "banned", "reason", "Insults"))
                .isOk()
                .json();
        var after = submits(aSubmission().from(email).saying("It is me again."));

        assertThat(answer.path("standing").asString()).isEqualTo("banned");
        assertThat(answer.path("site").asString()).isEqualTo(site);
        assertThat(store.statusOf(before.id())).isEqualTo("pending");
        assertThat(store.statusOf(after.id())).isEqualTo("spam");
        assertThat(signals(after).toString()).contains("banned-author");
        assertThat(after.answer().path("status").asString()).isEqualTo("pending");
        assertThat(visitor.looksAt(after).path("status").asString()).isEqualTo("pending");
        Reader.body(visitor.edits(after, "It is still me.").expectStatus().isOk());
        assertThat(store.statusOf(after.id())).isEqualTo("spam");
        assertThat(signals(after).toString()).contains("banned-author");
    }

    @Test
    void whoIsBannedOnOneSiteIsNotOnAnother() {
        var email = newEmail();
        staff.put(AUTHORS + authorOf(submits(aSubmission().from(email))), Map.of("standing", "banned"))
                .isOk();

        var elsewhere = new Reader(http, desk.site()).submits(aSubmission().from(email));

        assertThat(store.statusOf(elsewhere.id())).isEqualTo("pending");
    }

    @Test
    void aTrustedAuthorsCommentsSayItAndWaitLikeEverybodys() {
        var email = newEmail();
        staff.put(AUTHORS + authorOf(submits(aSubmission().from(email))), Map.of("standing", "trusted"))
                .isOk();

        var comment = submits(aSubmission().from(email).saying("It is me again."));

        assertThat(store.statusOf(comment.id())).isEqualTo("pending");
        assertThat(signals(comment).path(0).path("code").asString()).isEqualTo("trusted-author");
    }

    @Test
    void writesEveryChangeDownOnce() {
        var author = authorOf(submits(aSubmission().from(newEmail())));

        for (String standing : List.of("trusted", "trusted", "normal")) {
            staff.put(AUTHORS + author, Map.of("standing", standing)).isOk();
        }

        var entries = staff.get("/api/v1/moderation/audit?action=author-change")
                .isOk()
                .json()
                .path("entries");
        assertThat(entries.valueStream().map(entry -> entry.path("reason").asString()))
                .containsExactly("trusted to normal", "normal to trusted");
        assertThat(entries.get(0).path("author").asString()).isEqualTo(author.toString());
    }

    @Test
    void isForTheSitesOfTheModeratorOnly() {
        var theirs = desk.author(desk.site(), newEmail());

        assertThat(staff.put(AUTHORS + theirs, Map.of("standing", "banned")).problem())
                .isEqualTo("forbidden");
        assertThat(staff.put(AUTHORS + UUID.nameUUIDFromBytes(new byte[1]), Map.of("standing", "banned"))
                        .problem())
                .isEqualTo("not-found");
        assertThat(staff.put(AUTHORS + "me", Map.of("standing", "banned")).problem())
                .isEqualTo("not-found");
        assertThat(staff.put(AUTHORS + theirs, Map.of("standing", "loved")).errors())
                .containsExactly("/standing standing-invalid");
        assertThat(desk.one("SELECT standing FROM author WHERE id = :id", Map.of("id", theirs)))
                .containsEntry("standing", "normal");
    }
}
