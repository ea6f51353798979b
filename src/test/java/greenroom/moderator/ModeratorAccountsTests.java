package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser.Answer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModeratorAccountsTests extends RunningDesk {
    private static final String PATH = "/api/v1/admin/moderators";

    @AfterEach
    void giveTheFirstAdminTheirRightsBack() {
        run("UPDATE moderator SET role = 'admin', sites = NULL, enabled = true, display_name = 'admin'"
                + " WHERE username = 'admin'");
        moderators.forget("admin");
    }

    @Test
    void makesAnAccountAndListsIt() {
        var username = newName("nadia");

        var answer = signedInAs("admin").post(PATH, account(username, "moderator", "[\"news\"]"));

        var shown = "{\"username\":\"" + username + "\",\"displayName\":\"" + username
                + " Somebody\",\"role\":\"moderator\",\"sites\":[\"news\"],\"enabled\":true,"
                + "\"secondFactor\":\"off\",\"secondFactorRequired\":false}";
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).hasValue(PATH + "/" + username);
        assertThat(answer.body()).isEqualTo(shown);
        assertThat(signedInAs("admin").get(PATH).body())
                .startsWith("{\"moderators\":[{\"username\":\"admin\",")
                .contains(shown)
                .doesNotContain("argon2");
        assertThat(auditOf("admin")).contains("moderator-create " + username + ": role moderator, sites news");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]"})
    void takesNoSitesForAll(String sites) {
        var answer = signedInAs("admin").post(PATH, account(newName("nadia"), "moderator", sites));

        assertThat(answer.json().path("sites").isNull()).isTrue();
    }

    @Test
    void callsSomebodyByTheirUsernameUntilTheyHaveAnotherName() {
        var username = newName("nadia");

        var answer = signedInAs("admin")
                .post(
                        PATH,
                        object(
                                "username",
                                username.toUpperCase(Locale.ROOT),
                                "password",
                                PASSWORD,
                                "role",
                                "moderator"));

        assertThat(answer.json().path("username").asString()).isEqualTo(username);
        assertThat(answer.json().path("displayName").asString()).isEqualTo(username);
    }

    @Test
    void takesAUsernameOnce() {
        var username = someone("moderator");

        var answer = signedInAs("admin").post(PATH, account(username, "admin", "null"));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("conflict");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        var answer = signedInAs("admin").post(PATH, """
                        {"username":"no such name","password":"short","displayName":"a\\nb","role":"king",
                         "sites":["news","nowhere"]}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.errors())
                .containsExactly(
                        "/username username-invalid",
                        "/displayName display-name-invalid",
                        "/password password-too-short",
                        "/role role-invalid",
                        "/sites/1 site-unknown");
        assertThat(signedInAs("admin").post(PATH, "{}").errors())
                .containsExactly(
                        "/username username-invalid",
                        "/displayName display-name-invalid",
                        "/password password-too-short",
                        "/role role-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"sites\":5}", "{\"sites\":[5]}", "{\"sites\":\"news\"}", "{\"enabled\":\"yes\"}", "[]"})
    void refusesWhatIsOfTheWrongType(String body) {
        assertThat(signedInAs("admin").post(PATH, body).status()).isEqualTo(400);
        assertThat(signedInAs("admin").put(PATH + "/admin", body).status()).isEqualTo(400);
    }

    @Test
    void neverBindsWhatIsNoFieldOfTheForm() {
        var username = newName("nadia");
        signedInAs("admin").post(PATH, """
                {"username":"%s","password":"%s","role":"moderator","enabled":false,"epoch":99,"passwordHash":"x",
                 "password_hash":"x","createdAt":"2000-01-01T00:00:00Z"}""".formatted(username, PASSWORD));

        assertThat(moderators.now(username).block())
                .isEqualTo(new Account(username, username, Role.MODERATOR, null, true, false, false, 1));
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void changesWhatIsSentAndLeavesTheRest() {
        var username = someone("moderator", "[\"news\"]");

        var answer = signedInAs("admin").put(PATH + "/" + username, object("displayName", " نادیہ "));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"username\":\"" + username
                        + "\",\"displayName\":\"نادیہ\",\"role\":\"moderator\",\"sites\":[\"news\"],\"enabled\":true,"
                        + "\"secondFactor\":\"off\",\"secondFactorRequired\":false}");
        assertThat(signedInAs("admin").put(PATH + "/" + username, "{}").body()).isEqualTo(answer.body());
        assertThat(signedInAs("admin")
                        .put(PATH + "/" + username, "{\"sites\":null}")
                        .json()
                        .path("sites")
                        .isNull())
                .isTrue();
    }

    @Test
    void setsANewPassword() {
        var username = someone("moderator");
        var next = "seven wet umbrellas sing";

        assertThat(signedInAs("admin")
                        .put(PATH + "/" + username, object("password", "password"))
                        .errors())
                .containsExactly("/password password-too-short");
        signedInAs("admin").put(PATH + "/" + username, object("password", next));

        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(401);
        assertThat(browser().triesToSignIn(username, next).status()).isEqualTo(200);
        assertThat(auditOf("admin")).contains("moderator-change " + username + ": password");
    }

    @Test
    void disablesAndEnables() {
        var username = someone("moderator");

        assertThat(signedInAs("admin").delete(PATH + "/" + username).status()).isEqualTo(204);
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(401);
        assertThat(signedInAs("admin").delete(PATH + "/" + username).status()).isEqualTo(204);
        assertThat(auditOf("admin")).contains("moderator-disable " + username + ": disabled");

        signedInAs("admin").put(PATH + "/" + username, "{\"enabled\":true}");
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody-at-all", "%00", "a%20b", "%D9%86"})
    void knowsNobodyWhoIsNotThere(String username) {
        assertThat(signedInAs("admin").put(PATH + "/" + username, "{}").status())
                .isIn(404, 400);
        assertThat(signedInAs("admin").delete(PATH + "/" + username).status()).isIn(404, 400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"role\":\"moderator\"} | 403", "{\"sites\":[\"news\"]} | 409", "{\"enabled\":false} | 409"})
    void keepsTheLastAdminOfAllSites(String change, int status) {
        run("UPDATE moderator SET enabled = false WHERE username <> 'admin'");

        assertThat(signedInAs("admin").put(PATH + "/admin", change).status()).isEqualTo(status);
        assertThat(signedInAs("admin").delete(PATH + "/admin").status()).isEqualTo(409);
        assertThat(moderators.now("admin").block())
                .matches(account -> account.enabled() && account.role() == Role.ADMIN && account.sites() == null);
    }

    @Test
    void countsNoLimitedAndNoDisabledAdminAsTheNextOne() {
        run("UPDATE moderator SET enabled = false WHERE username <> 'admin'");
        someone("admin", "[\"news\"]");
        var disabled = someone("admin");
        signedInAs("admin").delete(PATH + "/" + disabled);

        assertThat(signedInAs("admin").delete(PATH + "/admin").problem()).isEqualTo("conflict");
        assertThat(signedInAs("admin")
                        .put(PATH + "/admin", "{\"displayName\":\"Still here\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void letsAnAdminGoWhenThereIsAnother() {
        someone("admin");

        assertThat(signedInAs("admin").delete(PATH + "/admin").status()).isEqualTo(204);
    }

    @Test
    void keepsOneAdminWhenTwoDemoteEachOtherAtOnce() {
        run("UPDATE moderator SET enabled = false WHERE username <> 'admin'");
        var other = someone("admin");
        var one = withTokenOf(signedInAs("admin"), "admin");
        var two = withTokenOf(signedInAs(other), "admin");
        for (int round = 0; round < 20; round++) {
            var answers = List.of(
                    CompletableFuture.supplyAsync(() -> demote(one, other)),
                    CompletableFuture.supplyAsync(() -> demote(two, "admin")));

            var statuses = answers.stream()
                    .map(CompletableFuture::join)
                    .map(Answer::status)
                    .toList();

            assertThat(statuses).contains(200).doesNotContain(500, 503);
            assertThat(number("SELECT count(*) FROM moderator WHERE enabled AND role = 'admin' AND sites IS NULL"))
                    .isEqualTo(1);
            run("UPDATE moderator SET role = 'admin' WHERE username IN ('admin', '" + other + "')");
            moderators.forget("admin");
            moderators.forget(other);
        }
    }

    private static Answer demote(Browser by, String username) {
        return by.put(PATH + "/" + username, "{\"role\":\"moderator\"}");
    }

    @Test
    void letsNobodyChangeTheirOwnRoleOrSetTheirOwnPasswordWithoutTheOldOne() {
        var username = someone("admin");

        assertThat(demote(signedInAs(username), username).problem()).isEqualTo("forbidden");
        assertThat(signedInAs(username)
                        .put(PATH + "/" + username, "{\"role\":\"admin\"}")
                        .status())
                .isEqualTo(200);
        assertThat(signedInAs(username)
                        .put(PATH + "/" + username, object("password", "seven wet umbrellas sing"))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(browser().triesToSignIn(username, PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void asksWhetherWhoActsIsStillAnAdminInTheStatementThatActs() {
        var username = someone("admin");
        var target = someone("moderator");
        var changes = signedInAs(username);
        changes.get("/api/v1/session");

        run("UPDATE moderator SET role = 'moderator' WHERE username = '" + username + "'");

        assertThat(changes.put(PATH + "/" + target, "{\"role\":\"admin\"}").problem())
                .isEqualTo("forbidden");
        assertThat(changes.post(PATH, account(newName("nadia"), "admin", "null"))
                        .problem())
                .isEqualTo("forbidden");
        assertThat(changes.delete(PATH + "/" + target).problem()).isEqualTo("forbidden");
        assertThat(moderators.now(target).block())
                .matches(account -> account.enabled() && account.role() == Role.MODERATOR);
    }
}
