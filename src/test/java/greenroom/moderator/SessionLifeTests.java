package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionLifeTests extends RunningDesk {
    @Test
    void endsAnHourAfterTheLastRequest() {
        var browser = signedInAs("admin");
        clock.forward(Duration.ofMinutes(59));
        assertThat(whoAmI(browser)).isEqualTo(200);
        clock.forward(Duration.ofMinutes(59));
        assertThat(whoAmI(browser)).isEqualTo(200);

        clock.forward(Duration.ofMinutes(60));

        assertThat(whoAmI(browser)).isEqualTo(401);
    }

    @Test
    void endsTwelveHoursAfterTheSignInHoweverMuchItIsUsed() {
        var browser = signedInAs("admin");
        for (int i = 0; i < 14; i++) {
            clock.forward(Duration.ofMinutes(51));
            assertThat(whoAmI(browser)).isEqualTo(200);
        }

        clock.forward(Duration.ofMinutes(7));

        assertThat(whoAmI(browser)).isEqualTo(401);
    }

    @Test
    void endsAtOnceWhenItsOwnerIsDisabled() {
        var username = someone("moderator");
        var browser = signedInAs(username);
        assertThat(whoAmI(browser)).isEqualTo(200);

        signedInAs("admin").delete("/api/v1/admin/moderators/" + username);

        assertThat(whoAmI(browser)).isEqualTo(401);
        signedInAs("admin").put("/api/v1/admin/moderators/" + username, "{\"enabled\":true}");
        assertThat(whoAmI(browser)).isEqualTo(401);
    }

    @Test
    void endsAtOnceWhenItsOwnerGetsAnotherRoleOrPassword() {
        var username = someone("moderator");
        var promoted = signedInAs(username);
        assertThat(whoAmI(promoted)).isEqualTo(200);

        signedInAs("admin").put("/api/v1/admin/moderators/" + username, "{\"role\":\"admin\"}");
        assertThat(whoAmI(promoted)).isEqualTo(401);

        var again = signedInAs(username);
        assertThat(whoAmI(again)).isEqualTo(200);
        signedInAs("admin")
                .put("/api/v1/admin/moderators/" + username, Browser.object("password", "seven wet umbrellas sing"));
        assertThat(whoAmI(again)).isEqualTo(401);
    }

    @Test
    void goesOnUnderOtherSitesAndAnotherNameWhichItTellsAtOnce() {
        var username = someone("moderator");
        var browser = signedInAs(username);
        assertThat(browser.get("/api/v1/session").json().path("sites").isNull()).isTrue();

        signedInAs("admin")
                .put("/api/v1/admin/moderators/" + username, "{\"sites\":[\"news\"],\"displayName\":\"Nadia\"}");

        assertThat(browser.get("/api/v1/session").body())
                .isEqualTo(
                        "{\"username\":\"" + username
                                + "\",\"displayName\":\"Nadia\",\"role\":\"moderator\",\"sites\":[\"news\"],\"secondFactor\":\"off\"}");
    }

    @Test
    void endsWhenAnotherReplicaAnnouncesThatItsOwnerWasDisabled() {
        var username = someone("moderator");
        var browser = signedInAs(username);
        assertThat(whoAmI(browser)).isEqualTo(200);

        run("UPDATE moderator SET enabled = false, epoch = epoch + 1 WHERE username = '" + username + "'");
        run("SELECT pg_notify('greenroom', 'moderators " + username + "')");

        await().until(() -> whoAmI(browser) == 401);
    }

    @Test
    void forgetsWhatItRemembersOfAnAccountAsSoonAsAChangeIsAnnounced() {
        var username = someone("moderator");
        moderators.named(username).block();
        run("UPDATE moderator SET display_name = 'Changed elsewhere' WHERE username = '" + username + "'");
        run("SELECT pg_notify('greenroom', 'moderators " + username + "')");

        await().untilAsserted(() -> assertThat(moderators.named(username).block())
                .extracting(Account::displayName)
                .isEqualTo("Changed elsewhere"));
    }

    @Test
    void isNotEndedByWhatIsRememberedOfAnAccountBeforeItsEpochGrew() {
        var username = someone("moderator");
        moderators.named(username).block();
        run("UPDATE moderator SET epoch = epoch + 1 WHERE username = '" + username + "'");

        assertThat(whoAmI(signedInAs(username))).isEqualTo(200);
    }

    private static int whoAmI(Browser browser) {
        return browser.get("/api/v1/session").status();
    }
}
