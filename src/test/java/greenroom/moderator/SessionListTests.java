package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where somebody is signed in, and how they end it. */
class SessionListTests extends RunningDesk {
    private static final String ALL = "/api/v1/session/all";

    @Test
    void showsMineAndEndsTheOneThatIChoose() {
        var username = someone("moderator");
        var here = signedInAs(username);
        var there = signedInAs(username);
        signedInAs(someone("moderator"));

        var list = here.get(ALL).json().path("sessions");

        assertThat(list).hasSize(2);
        assertThat(list.toString()).doesNotContain(String.valueOf(here.session()), String.valueOf(there.session()));
        var other = list.valueStream()
                .filter(session -> !session.path("current").asBoolean())
                .map(session -> session.path("id").asString())
                .toList();
        assertThat(other).hasSize(1);
        assertThat(here.delete(ALL + "/" + other.get(0)).status()).isEqualTo(204);
        assertThat(there.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
        assertThat(here.delete(ALL + "/" + other.get(0)).problem()).isEqualTo("not-found");
        assertThat(auditOf(username)).containsExactly("sign-out from the list of sessions");
    }

    @Test
    void endsNobodyElses() {
        var theirs = signedInAs(someone("moderator"));
        var id = theirs.get(ALL).json().path("sessions").path(0).path("id").asString();

        assertThat(signedInAs("admin").delete(ALL + "/" + id).problem()).isEqualTo("not-found");
        assertThat(theirs.get("/api/v1/session").status()).isEqualTo(200);
    }
}
