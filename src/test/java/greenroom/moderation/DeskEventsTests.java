package greenroom.moderation;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser;
import greenroom.moderator.Moderator;
import greenroom.service.EventReader;
import greenroom.service.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moderators hear of the desk while they watch it. */
class DeskEventsTests extends AtTheDesk {
    private static final String EVENTS = "/api/v1/moderation/events";

    private Desk desk;
    private String site;
    private Moderator moderator;
    private Staff staff;
    private Reader visitor;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        moderator = desk.moderator(site);
        staff = new Staff(http, desk.token(moderator));
        visitor = new Reader(http, site);
    }

    private EventReader watch(Moderator who) {
        var token = desk.token(who);
        return EventReader.at(
                http.mutate().defaultHeader("Authorization", "Bearer " + token).build(), EVENTS);
    }

    private Reader.Comment submitted() {
        return visitor.submits(aSubmission().to(newThread()).from(newEmail()));
    }

    private void decide(String id, int version, String to) {
        staff.post(
                        "/api/v1/moderation/decisions",
                        Map.of("decisions", List.of(Map.of("id", id, "version", version, "to", to))))
                .isOk();
    }

    @Test
    void tellsWhatComesWhatIsDecidedAndWhatIsEdited() {
        submitted();
        try (var events = watch(moderator)) {
            var id = submitted().id();
            assertThat(events.hears("queued").toString())
                    .isEqualTo("{\"id\":\"%s\",\"site\":\"%s\",\"status\":\"pending\",\"version\":1,\"pending\":2}"
                            .formatted(id, site));

            staff.patch("/api/v1/moderation/comments/" + id, Map.of("version", 1, "body", "Better said."))
                    .isOk();
            var edited = events.hears("edited");
            assertThat(edited.path("version").asInt()).isEqualTo(2);
            assertThat(edited.path("pending").asInt()).isEqualTo(2);

            decide(id, 2, "approved");
            assertThat(events.hears("decided").toString())
                    .isEqualTo(("{\"id\":\"%s\",\"site\":\"%s\",\"status\":\"approved\",\"version\":3,\"pending\":1,"
                                    + "\"by\":\"%s\"}")
                            .formatted(id, site, moderator.username()));

            decide(id, 3, "pending");
            assertThat(events.hears("decided").path("pending").asInt()).isEqualTo(2);
        }
    }

    @Test
    void tellsWhatAuthorsDoToTheirOwn() {
        var comment = submitted();
        try (var events = watch(moderator)) {
            Reader.body(visitor.edits(comment, "Better said.").expectStatus().isOk());
            assertThat(events.hears("edited").path("by").isNull()).isTrue();

            visitor.withdraws(comment);
            var withdrawn = events.hears("decided");
            assertThat(withdrawn.path("status").asString()).isEqualTo("withdrawn");
            assertThat(withdrawn.path("pending").asInt()).isZero();
        }
    }

    @Test
    void tellsOfEachOfManyThatComeAtOnce() {
        try (var events = watch(moderator)) {
            var sent = Stream.generate(() -> submitted().id()).limit(12).toList();

            var heard = Stream.generate(() -> events.hears("queued").path("id").asString())
                    .limit(12)
                    .toList();
            assertThat(heard).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void saysNothingOfWhatGoesToSpamByItself() {
        try (var events = watch(moderator)) {
            visitor.submits(aSubmission().to(newThread()).with("website", "https://buy.example"));
            var waits = submitted();

            assertThat(events.hears("queued").path("id").asString()).isEqualTo(waits.id());
        }
    }

    @Test
    void tellsOfTheModeratorsSitesOnly() {
        var elsewhere = new Reader(http, desk.site());
        try (var events = watch(moderator);
                var all = watch(desk.moderator())) {
            elsewhere.submits(aSubmission().to(newThread()));
            var mine = submitted();

            assertThat(events.hears("queued").path("id").asString()).isEqualTo(mine.id());
            assertThat(all.hears("queued").path("id").asString()).isNotEqualTo(mine.id());
            assertThat(all.hears("queued").path("id").asString()).isEqualTo(mine.id());
        }
    }

    @Test
    void tellsAHundredDecisionsOneByOne() {
        var article = desk.article(site);
        var decisions = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 60; i++) {
            decisions.add(Map.of("id", desk.comment(article).add(), "version", 1, "to", "approved"));
        }
        try (var events = watch(moderator)) {
            staff.post("/api/v1/moderation/decisions", Map.of("decisions", decisions))
                    .isOk();

            for (int i = 0; i < 60; i++) {
                events.hears("decided");
            }
        }
    }

    @Test
    void tellsWhatAColleagueLooksAtAndWhoComesLaterToo() {
        var id = submitted().id();
        var colleague = desk.moderator(site);
        try (var events = watch(moderator)) {
            var looks = new Staff(http, desk.token(colleague));
            assertThat(looks.put("/api/v1/moderation/presence", Map.of("id", id))
                            .status())
                    .isEqualTo(204);
            assertThat(events.hears("viewing").toString())
                    .isEqualTo("{\"id\":\"%s\",\"by\":\"%s\"}".formatted(id, colleague.username()));
            try (var later = watch(desk.moderator(site))) {
                assertThat(later.hears("viewing").path("by").asString()).isEqualTo(colleague.username());
            }

            var nothing = new HashMap<String, Object>();
            nothing.put("id", null);
            looks.put("/api/v1/moderation/presence", nothing);
            var last = events.hears("viewing");
            // who came a moment ago is told once more what is looked at
            last = last.path("id").isNull() ? last : events.hears("viewing");
            assertThat(last.path("id").isNull()).isTrue();
        }
    }

    @Test
    void looksOnlyAtWhatItMaySee() {
        var theirs = desk.comment(desk.article(desk.site())).add();

        assertThat(staff.put("/api/v1/moderation/presence", Map.of("id", theirs))
                        .problem())
                .isEqualTo("not-found");
        assertThat(staff.put("/api/v1/moderation/presence", Map.of("id", "me")).problem())
                .isEqualTo("not-found");
    }

    @Test
    void tellsThatAnAuthorWasBanned() {
        var author = desk.author(site, newEmail());
        try (var events = watch(moderator)) {
            staff.put("/api/v1/moderation/authors/" + author, Map.of("standing", "banned"))
                    .isOk();

            assertThat(events.hears("standing").path("standing").asString()).isEqualTo("banned");
        }
    }

    @Test
    void endsWithTheSessionAndWithTheAccount() throws InterruptedException {
        var browser = Browser.at(port).signIn("admin", PASSWORD);
        var client = http.mutate()
                .defaultCookie("greenroom", String.valueOf(browser.session()))
                .build();
        try (var bySession = EventReader.at(client, EVENTS);
                var byToken = watch(moderator)) {
            browser.delete("/api/v1/session");
            desk.disable(moderator);

            bySession.awaitsItsEnd();
            byToken.awaitsItsEnd();
        }
    }

    @Test
    void endsWhenASecondFactorIsDemandedThatIsNotThere() throws InterruptedException {
        var name = moderator.username();
        store.run(
                "UPDATE moderator SET password_hash = (SELECT password_hash FROM moderator WHERE username = 'admin')"
                        + " WHERE username = ?",
                name);
        var browser = Browser.at(port).signIn(name, PASSWORD);
        var client = http.mutate()
                .defaultCookie("greenroom", String.valueOf(browser.session()))
                .build();
        try (var events = EventReader.at(client, EVENTS)) {
            store.run("UPDATE moderator SET second_factor_required = true WHERE username = ?", name);
            events.awaitsItsEnd();
        }
    }

    @Test
    void isForWhoIsSignedInOnly() {
        http.get().uri(EVENTS).exchange().expectStatus().isUnauthorized();
    }
}
