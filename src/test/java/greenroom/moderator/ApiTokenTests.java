package greenroom.moderator;

import static greenroom.moderator.Browser.object;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokenTests extends RunningDesk {
    private static final String PATH = "/api/v1/tokens";

    @Test
    void showsATokenOnce() {
        var admin = signedInAs("admin");

        var answer = admin.post(PATH, object("name", "nightly script", "role", "moderator"));

        var token = answer.json().path("token").asString();
        var id = answer.json().path("id").asString();
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(token).startsWith("grm_");
        assertThat(Base64.getUrlDecoder().decode(token.substring(4))).hasSize(32);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
        assertThat(admin.get(PATH).body())
                .contains(
                        "\"id\":\"" + id + "\",\"name\":\"nightly script\",\"role\":\"moderator\",\"madeBy\":\"admin\"")
                .doesNotContain(token);
        assertThat(number("SELECT count(*) FROM api_token WHERE token_hash = sha256('" + token + "'::bytea)"))
                .isEqualTo(1);
        assertThat(auditOf("admin")).contains("token-create " + id + ": role moderator");
        assertThat(number("SELECT count(*) FROM api_token WHERE api_token::text LIKE '%" + token + "%'"))
                .isZero();
    }

    @Test
    void actsForItsMakerWithItsOwnRole() {
        var answer = withTokenOf(signedInAs("admin"), "moderator").get("/api/v1/session");

        assertThat(answer.body())
                .isEqualTo("{\"username\":\"admin\",\"displayName\":\"admin\",\"role\":\"moderator\",\"sites\":null,"
                        + "\"secondFactor\":\"off\"}");
        assertThat(answer.settings("XSRF-TOKEN")).isEmpty();
    }

    @Test
    void hasTheSitesOfItsMaker() {
        var limited = someone("admin", "[\"news\"]");

        assertThat(withTokenOf(signedInAs(limited), "admin")
                        .get("/api/v1/session")
                        .json()
                        .path("sites")
                        .toString())
                .isEqualTo("[\"news\"]");
    }

    @Test
    void isForAdminsOnly() {
        var moderator = signedInAs(someone("moderator"));

        assertThat(moderator
                        .post(PATH, object("name", "x", "role", "moderator"))
                        .status())
                .isEqualTo(403);
        assertThat(moderator.get(PATH).status()).isEqualTo(403);
        assertThat(withTokenOf(signedInAs("admin"), "moderator").get(PATH).status())
                .isEqualTo(403);
    }

    @Test
    void diesWhenItIsRevoked() {
        var admin = signedInAs("admin");
        var made = admin.post(PATH, object("name", "x", "role", "admin")).json();
        var client = browser().withToken(made.path("token").asString());
        assertThat(client.get("/api/v1/session").status()).isEqualTo(200);

        assertThat(admin.delete(PATH + "/" + made.path("id").asString()).status())
                .isEqualTo(204);

        assertThat(client.get("/api/v1/session").status()).isEqualTo(401);
        assertThat(admin.get(PATH).body()).doesNotContain(made.path("id").asString());
        assertThat(admin.delete(PATH + "/" + made.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(admin.delete(PATH + "/nonsense").status()).isEqualTo(404);
    }

    @Test
    void diesWithItsMakersAccount() {
        var maker = someone("admin");
        var client = withTokenOf(signedInAs(maker), "admin");

        signedInAs("admin").delete("/api/v1/admin/moderators/" + maker);

        assertThat(client.get("/api/v1/session").status()).isEqualTo(401);
    }

    @Test
    void isDemotedWithItsMaker() {
        var maker = someone("admin");
        var client = withTokenOf(signedInAs(maker), "admin");
        assertThat(client.get(PATH).status()).isEqualTo(200);

        signedInAs("admin").put("/api/v1/admin/moderators/" + maker, "{\"role\":\"moderator\"}");

        assertThat(client.get(PATH).status()).isEqualTo(403);
        assertThat(client.get("/api/v1/session").json().path("role").asString()).isEqualTo("moderator");
    }

    @Test
    void tellsWhenItWasLastUsed() {
        var admin = signedInAs("admin");
        var made = admin.post(PATH, object("name", "x", "role", "admin")).json();
        var client = browser().withToken(made.path("token").asString());
        var row =
                "SELECT count(*) FROM api_token WHERE id = '" + made.path("id").asString() + "'";
        assertThat(number(row + " AND last_used_at IS NULL")).isEqualTo(1);

        client.get("/api/v1/session");
        var first = lastUse(client, made.path("id").asString());
        client.get("/api/v1/session");

        assertThat(Instant.parse(first)).isAfter(Instant.EPOCH);
        assertThat(lastUse(client, made.path("id").asString())).isEqualTo(first);
        run("UPDATE api_token SET last_used_at = now() - interval '61 seconds' WHERE id = '"
                + made.path("id").asString() + "'");
        client.get("/api/v1/session");
        assertThat(number(row + " AND last_used_at > now() - interval '50 seconds'"))
                .isEqualTo(1);
    }

    private static String lastUse(Browser client, String id) {
        return client.get(PATH)
                .json()
                .path("tokens")
                .valueStream()
                .filter(token -> token.path("id").asString().equals(id))
                .map(token -> token.path("lastUsedAt").asString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isSeenAndRevokedByItsMakerAndByAdminsOfAllSitesOnly() {
        var limited = signedInAs(someone("admin", "[\"news\"]"));
        var own = limited.post(PATH, object("name", "own", "role", "moderator")).json();
        var anothers = signedInAs("admin")
                .post(PATH, object("name", "x", "role", "admin"))
                .json();

        assertThat(limited.get(PATH).body())
                .contains(own.path("id").asString())
                .doesNotContain(anothers.path("id").asString());
        assertThat(limited.delete(PATH + "/" + anothers.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(signedInAs("admin")
                        .delete(PATH + "/" + own.path("id").asString())
                        .status())
                .isEqualTo(204);
    }

    @Test
    void tellsAllThatIsWrongWithANewOne() {
        assertThat(signedInAs("admin")
                        .post(PATH, object("name", " \n ", "role", "king"))
                        .errors())
                .containsExactly("/name name-invalid", "/role role-invalid");
        assertThat(signedInAs("admin").post(PATH, "{}").errors())
                .containsExactly("/name name-invalid", "/role role-invalid");
        assertThat(signedInAs("admin")
                        .post(PATH, object("name", "x".repeat(101), "role", "admin"))
                        .errors())
                .containsExactly("/name name-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer grm_", "Basic YWRtaW46YWRtaW4=", "Bearer a b", "Digest x"})
    void answersEveryWrongAuthorizationAlikeAndLooksAtNothingElse(String authorization) {
        var client = signedInAs("admin");
        assertThat(client.get("/api/v1/session").status()).isEqualTo(200);

        var answer = client.with("Authorization", authorization).get("/api/v1/session");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"greenroom\"");
        assertThat(answer.settings("XSRF-TOKEN")).isEmpty();
    }

    @Test
    void answersUnknownAndRevokedAndDisabledTokensAlike() {
        var maker = someone("admin");
        var disabled = withTokenOf(signedInAs(maker), "admin");
        signedInAs("admin").delete("/api/v1/admin/moderators/" + maker);
        var unknown = browser().withToken("grm_" + "A".repeat(43));
        var bodies = new HashSet<String>();
        for (var client : List.of(disabled, unknown)) {
            var answer = client.with("X-Request-Id", "same").post(PATH, object("name", "x", "role", "admin"));
            assertThat(answer.status()).isEqualTo(401);
            bodies.add(answer.body());
        }
        assertThat(bodies).hasSize(1);
    }

    @Test
    void takesAnyCaseOfTheSchemesName() {
        var token = signedInAs("admin")
                .post(PATH, object("name", "x", "role", "admin"))
                .json()
                .path("token")
                .asString();

        assertThat(browser()
                        .with("Authorization", "bearer " + token)
                        .get("/api/v1/session")
                        .status())
                .isEqualTo(200);
    }
}
