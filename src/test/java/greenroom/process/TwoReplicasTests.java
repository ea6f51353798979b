package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.moderator.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What two replicas are to those who ask one and the other. */
class TwoReplicasTests extends TwoReplicas {
    private static final String OTHER_PASSWORD = "seven wet umbrellas sing";

    private static String newModerator() {
        var username = "moderator-" + people.incrementAndGet();
        var made = admin(one)
                .post(
                        "/api/v1/admin/moderators",
                        Browser.object(
                                "username",
                                username,
                                "password",
                                OTHER_PASSWORD,
                                "displayName",
                                "Nadia",
                                "role",
                                "moderator"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return username;
    }

    @Test
    void migrateTheDatabaseOnce() throws SQLException {
        try (var connection = database.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) AS steps, count(DISTINCT version) AS versions,"
                        + " bool_and(success) AS worked FROM flyway_schema_history WHERE version IS NOT NULL")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("steps")).isPositive().isEqualTo(rows.getInt("versions"));
            assertThat(rows.getBoolean("worked")).isTrue();
        }
    }

    @Test
    void haveOneFirstAdminAndOneFirstSite() {
        assertThat(admin(other)
                        .get("/api/v1/admin/moderators")
                        .json()
                        .path("moderators")
                        .valueStream()
                        .filter(moderator ->
                                moderator.path("username").asString().equals("admin")))
                .hasSize(1);
        assertThat(List.of(one, other))
                .filteredOn(replica -> replica.log().contains("Made the first admin"))
                .hasSize(1);
    }

    @Test
    void letAClientHaveOneBucketWhicheverOfThemItAsks() {
        withRedis(() -> acceptedOf(12, newAddress()) == 5);
    }

    private static long acceptedOf(int submissions, String client) {
        return IntStream.range(0, submissions)
                .mapToObj(i -> (i % 2 == 0 ? one : other)
                        .post(
                                "/api/v1/sites/demo/comments",
                                ServiceProcess.submission("news", "reader" + i + "@example.org", client + " " + i),
                                "X-Forwarded-For",
                                client))
                .filter(answer -> answer.statusCode() == 202)
                .count();
    }

    @Test
    void leaveNothingInRedisThatTellsOfAnybodyOrStaysForEver() {
        awaitRedis();
        var client = newAddress();
        var submitted = one.post(
                "/api/v1/sites/demo/comments",
                ServiceProcess.submission("news", "ayesha@example.org", "Well said by " + client),
                "X-Forwarded-For",
                client);
        assertThat(submitted.statusCode()).isEqualTo(202);
        var moderator = browser(one).signIn("admin", ServiceProcess.PASSWORD);
        browser(other).triesToSignIn("bilal@example.org", "not the password at all");

        assertThat(redis.everythingInIt())
                .anyMatch(text -> text.startsWith("greenroom:limit:client:"))
                .anyMatch(text -> text.startsWith("greenroom:session:"))
                .noneMatch(text -> text.contains("example.org") || text.contains("10.2.3.") || text.contains("0a0203"))
                .noneMatch(text -> text.contains("admin") || text.contains("bilal") || text.contains("ayesha"))
                .noneMatch(text -> text.contains(moderator.session()) || text.contains(moderator.csrfToken()));
        assertThat(redis.keysForEver()).isEmpty();
    }

    @Test
    void guardASignInTogether() {
        withRedis(() -> {
            var address = newAddress();
            var answers = IntStream.range(0, 11)
                    .mapToObj(i -> (i % 2 == 0 ? one : other)
                            .browser()
                            .from(address)
                            .triesToSignIn("nobody-" + address, "not the password at all")
                            .status())
                    .toList();
            return answers.subList(0, 10).stream().allMatch(status -> status == 401) && answers.get(10) == 429;
        });
    }

    @Test
    void knowASessionWhereverItWasOpenedUntilItIsSignedOut() {
        var here = admin(one);
        var there = at(other, here);

        assertThat(whoAmI(there)).isEqualTo(200);
        assertThat(there.get("/api/v1/session/all")
                        .json()
                        .path("sessions")
                        .valueStream()
                        .filter(session -> session.path("current").asBoolean()))
                .hasSize(1);
        assertThat(there.delete("/api/v1/session").status()).isEqualTo(204);

        assertThat(whoAmI(here)).isEqualTo(401);
    }

    @Test
    void endTheSessionsOfWhoIsDisabledOrHasANewPasswordOnBoth() {
        var username = newModerator();
        var here = browser(one).signIn(username, OTHER_PASSWORD);
        assertThat(whoAmI(at(other, here))).isEqualTo(200);
        var changed = here.post(
                "/api/v1/session/password", Browser.object("old", OTHER_PASSWORD, "new", "eight dry umbrellas hum"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(204);
        var fresh = at(other, here);
        assertThat(whoAmI(fresh)).isEqualTo(200);

        admin(one).delete("/api/v1/admin/moderators/" + username);

        await().until(() -> whoAmI(fresh) == 401);
        assertThat(whoAmI(here)).isEqualTo(401);
    }

    @Test
    void takeWhoWentToAProviderFromOneAndComesBackToTheOther() throws IOException, InterruptedException {
        var username = newModerator();
        provider.signsIn(Map.of("preferred_username", username));
        var going = browser(one);
        var there = going.get("/oauth2/authorization/house").header("Location").orElseThrow();
        var back = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow();

        var coming = browser(other)
                .withCookie("greenroom-sign-in", Objects.requireNonNull(going.cookie("greenroom-sign-in")));
        var answer = coming.get(back.getRawPath() + "?" + back.getRawQuery());

        assertThat(answer.header("Location")).contains("/moderate/");
        assertThat(whoAmI(at(one, coming))).isEqualTo(200);
    }

    @Test
    void goOnWhileRedisStandsStillAndTogetherAgainAfterwards() throws IOException, InterruptedException {
        var moderator = admin(one);
        var token = tokenOf(moderator);
        redis.freeze();
        try {
            goOnWithout(moderator, token);
        } finally {
            redis.thaw();
        }
        awaitRedis();
        assertThat(whoAmI(at(other, moderator))).isEqualTo(200);
    }

    @Test
    void goOnWhileRedisIsGoneAndAskForSignInsAgainWhereItForgotThem() throws IOException, InterruptedException {
        var moderator = admin(one);
        var token = tokenOf(moderator);
        redis.kill();
        try {
            goOnWithout(moderator, token);
        } finally {
            redis.startAgain();
        }
        awaitRedis();
        assertThat(whoAmI(at(other, moderator))).isEqualTo(401);
        assertThat(whoAmI(admin(other))).isEqualTo(200);
    }

    private static String tokenOf(Browser admin) {
        var made = admin.post("/api/v1/tokens", Browser.object("name", "a test", "role", "moderator"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().path("token").asString();
    }

    private static void goOnWithout(Browser moderator, String token) throws IOException, InterruptedException {
        var before = fallbacks();

        assertThat(acceptedOf(12, newAddress()))
                .as("five from each one's own bucket")
                .isEqualTo(10);
        assertThat(fallbacks() - before).isEqualTo(10);

        var refused = at(other, moderator).checked().get("/api/v1/moderation/comments");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isPresent();
        assertThat(refused.header("Content-Type")).contains("application/problem+json");
        assertThat(browser(other)
                        .withToken(token)
                        .get("/api/v1/moderation/comments")
                        .status())
                .isEqualTo(200);
        assertThat(one.shows("news")).isEmpty();

        var health = one.actuator("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(new String(health.body(), StandardCharsets.UTF_8)).contains("\"DEGRADED\"");
        assertThat(one.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(one.metric("greenroom_redis_answering")).isLessThan(3);
    }
}
