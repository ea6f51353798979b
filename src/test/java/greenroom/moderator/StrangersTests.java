package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

class StrangersTests extends RunningDesk {
    @LocalManagementPort
    int managementPort;

    @Autowired
    SessionsInMemory kept;

    private static final List<String> PATHS = List.of(
            "/",
            "/api/v1/sites/news/comments?thread=a",
            "/api/v1/submissions/x",
            "/moderate/",
            "/api/v1/moderation/comments",
            "/api/v1/admin/moderators",
            "/api/v1/tokens",
            "/api/v1/session",
            "/api/v1/session/password",
            "/nothing");

    @Test
    void leaveNoSessionAndGetNoCookieButTheOneThatSignInNeeds() {
        var before = kept.count();
        for (int i = 0; i < 200; i++) {
            var stranger = browser();
            for (var path : PATHS) {
                for (var method : List.of("GET", "POST", "DELETE")) {
                    var answer = stranger.send(method, path, method.equals("POST") ? "{}" : null);
                    var isTheOne = method.equals("GET") && path.equals("/api/v1/session");
                    assertThat(answer.response().headers().allValues("Set-Cookie"))
                            .as(method + " " + path)
                            .hasSize(isTheOne ? 1 : 0)
                            .allMatch(cookie -> cookie.startsWith("XSRF-TOKEN="));
                }
            }
        }
        assertThat(kept.count()).isEqualTo(before);
    }

    @Test
    void seeTheSameOnAPublicPathAsAModerator() {
        var path = "/api/v1/sites/news/comments?thread=a";

        var stranger = browser().with("X-Request-Id", "same").get(path);
        var moderator = signedInAs("admin").with("X-Request-Id", "same").get(path);

        assertThat(moderator.status()).isEqualTo(stranger.status());
        assertThat(moderator.body()).isEqualTo(stranger.body());
        assertThat(moderator.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void areToldToSignIn() {
        var answer = browser().get("/api/v1/moderation/comments");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.problem()).isEqualTo("unauthenticated");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).hasValue("Bearer realm=\"greenroom\"");
        assertThat(answer.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(answer.json().path("instance").asString()).isEqualTo("/api/v1/moderation/comments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a//b",
                "/a;b",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a%00b",
                "/a%25b",
                "/a/%2e%2e/b",
                "/a/../b",
                "/a%0db",
                "//",
                "/a/%E2%80%A8"
            })
    void getAProblemForAPathThatCanBeReadInTwoWays(String path) {
        var answer = browser().get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.header("X-Request-Id")).isPresent();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("malicious");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"thread=%2F2024%2F05%2Fa%3Bb%2520c", "thread=a%00b", "q=%25%5C%0A", "thread=..%2F..", "%00=x"})
    void mayHaveAnythingInAQuery(String query) {
        assertThat(browser().get("/api/v1/sites/news/nothing?" + query).status())
                .isEqualTo(404);
        assertThat(signedInAs("admin").get("/api/v1/session?" + query).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "PUT", "PATCH", "FROBNICATE"})
    void areToldWhichMethodsThereAre(String method) {
        var answer = withTokenOf(signedInAs("admin"), "admin").send(method, "/api/v1/session", null);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).hasValue("DELETE, GET, HEAD, POST");
    }

    @Test
    void getTheHeadersOfAnAnswerByHead() {
        var answer = signedInAs("admin").send("HEAD", "/api/v1/session", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(browser().send("HEAD", "/api/v1/session", null).status()).isEqualTo(401);
    }

    @Test
    void mayAskWhetherTheServiceLives() {
        assertThat(browser().get("/livez").status()).isEqualTo(200);
        assertThat(Browser.at(managementPort).get("/actuator/health").status()).isEqualTo(200);
        assertThat(Browser.at(managementPort).get("/actuator/prometheus").status())
                .isEqualTo(200);
    }
}
