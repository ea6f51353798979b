package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.web.PrivatePaths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every private route has its row here; a route without one fails. */
class WhoMayDoWhatTests extends RunningDesk {
    private enum May {
        WHOEVER_IS_SIGNED_IN,
        ADMINS,
        ADMINS_OF_THAT_SITE,
        ADMINS_OF_ALL_SITES,
        ANYBODY;

        boolean be(Role role, boolean ofAllSites, boolean ofNews) {
            return switch (this) {
                case ANYBODY, WHOEVER_IS_SIGNED_IN -> true;
                case ADMINS -> role == Role.ADMIN;
                case ADMINS_OF_THAT_SITE -> role == Role.ADMIN && (ofAllSites || ofNews);
                case ADMINS_OF_ALL_SITES -> role == Role.ADMIN && ofAllSites;
            };
        }
    }

    private static final Map<String, May> ROWS = rows("""
            GET /api/v1/session WHOEVER_IS_SIGNED_IN
            POST /api/v1/session ANYBODY
            DELETE /api/v1/session WHOEVER_IS_SIGNED_IN
            POST /api/v1/session/password WHOEVER_IS_SIGNED_IN
            GET /api/v1/session/providers ANYBODY
            GET /api/v1/session/second-factor WHOEVER_IS_SIGNED_IN
            POST /api/v1/session/second-factor WHOEVER_IS_SIGNED_IN
            PUT /api/v1/session/second-factor WHOEVER_IS_SIGNED_IN
            DELETE /api/v1/session/second-factor WHOEVER_IS_SIGNED_IN
            POST /api/v1/session/second-factor/recovery-codes WHOEVER_IS_SIGNED_IN
            GET /api/v1/tokens ADMINS
            POST /api/v1/tokens ADMINS
            DELETE /api/v1/tokens/{id} ADMINS
            GET /api/v1/moderation/comments WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/comments/{id} WHOEVER_IS_SIGNED_IN
            PATCH /api/v1/moderation/comments/{id} WHOEVER_IS_SIGNED_IN
            POST /api/v1/moderation/decisions WHOEVER_IS_SIGNED_IN
            POST /api/v1/moderation/comments/{id}/reply WHOEVER_IS_SIGNED_IN
            POST /api/v1/moderation/comments/{id}/email WHOEVER_IS_SIGNED_IN
            PUT /api/v1/moderation/authors/{id} WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/stats WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/queue/count WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/events WHOEVER_IS_SIGNED_IN
            PUT /api/v1/moderation/presence WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/audit.csv WHOEVER_IS_SIGNED_IN
            GET /api/v1/session/all WHOEVER_IS_SIGNED_IN
            DELETE /api/v1/session/all/{id} WHOEVER_IS_SIGNED_IN
            GET /api/v1/moderation/audit WHOEVER_IS_SIGNED_IN
            GET /api/v1/admin/sites ADMINS_OF_ALL_SITES
            POST /api/v1/admin/sites ADMINS_OF_ALL_SITES
            PUT /api/v1/admin/sites/{site} ADMINS_OF_THAT_SITE
            PUT /api/v1/admin/sites/{site}/threads ADMINS_OF_THAT_SITE
            GET /api/v1/admin/rules ADMINS_OF_ALL_SITES
            POST /api/v1/admin/rules ADMINS_OF_ALL_SITES
            PUT /api/v1/admin/rules/{id} ADMINS_OF_ALL_SITES
            DELETE /api/v1/admin/rules/{id} ADMINS_OF_ALL_SITES
            POST /api/v1/admin/rules/import ADMINS_OF_ALL_SITES
            POST /api/v1/admin/rules/try ADMINS_OF_ALL_SITES
            GET /api/v1/admin/moderators ADMINS_OF_ALL_SITES
            POST /api/v1/admin/moderators ADMINS_OF_ALL_SITES
            PUT /api/v1/admin/moderators/{username} ADMINS_OF_ALL_SITES
            DELETE /api/v1/admin/moderators/{username} ADMINS_OF_ALL_SITES
            DELETE /api/v1/admin/moderators/{username}/second-factor ADMINS_OF_ALL_SITES
            POST /api/v1/admin/privacy/export ADMINS_OF_ALL_SITES
            POST /api/v1/admin/privacy/erase ADMINS_OF_ALL_SITES
            """);

    private static Map<String, May> rows(String table) {
        var rows = new TreeMap<String, May>();
        table.lines().forEach(line -> {
            var parts = line.split(" ", -1);
            rows.put(parts[0] + " " + parts[1], May.valueOf(parts[2]));
        });
        return rows;
    }

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void hasARowForEveryPrivateRoute() {
        assertThat(ROWS.keySet()).containsAll(privateRoutes());
    }

    private Set<String> privateRoutes() {
        var found = new TreeSet<String>();
        routes.getHandlerMethods()
                .keySet()
                .forEach(route -> route.getPatternsCondition()
                        .getPatterns()
                        .forEach(pattern -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern.getPatternString())
                                .filter(call -> PrivatePaths.contain(pattern.getPatternString()))
                                .forEach(found::add)));
        return found;
    }

    private record Caller(String name, Browser browser, Role role, boolean ofAllSites, boolean ofNews) {}

    private List<Caller> callers() {
        site("other");
        var callers = new ArrayList<Caller>();
        for (var role : Role.values()) {
            callers.add(bySession(role, "null", true, true));
            callers.add(bySession(role, "[\"news\"]", false, true));
            callers.add(bySession(role, "[\"other\"]", false, false));
            callers.add(byToken(role, "null", true, true));
            callers.add(byToken(role, "[\"news\"]", false, true));
            callers.add(byToken(role, "[\"other\"]", false, false));
        }
        return callers;
    }

    private Caller bySession(Role role, String sites, boolean ofAllSites, boolean ofNews) {
        var browser = signedInAs(someone(role.code(), sites));
        return new Caller("session of " + role + " of " + sites, browser, role, ofAllSites, ofNews);
    }

    private Caller byToken(Role role, String sites, boolean ofAllSites, boolean ofNews) {
        var browser = withTokenOf(signedInAs(someone("admin", sites)), role.code());
        return new Caller("token of " + role + " of " + sites, browser, role, ofAllSites, ofNews);
    }

    @Test
    void letsEverybodyDoTheirsAndNothingElse() {
        var callers = callers();
        ROWS.forEach((call, may) -> callers.forEach(caller -> {
            if (!call.equals("DELETE /api/v1/session")) {
                check(call, may, caller);
            }
        }));
    }

    private static void check(String call, May may, Caller caller) {
        var answer = call(caller.browser(), call);
        var isRefused = answer.status() == 403 && answer.body().contains("Your role or your sites");
        assertThat(isRefused)
                .as("%s by %s: %s %s", call, caller.name(), answer.status(), answer.body())
                .isEqualTo(!may.be(caller.role(), caller.ofAllSites(), caller.ofNews()));
        assertThat(answer.status()).as(call).isNotEqualTo(401).isNotEqualTo(500);
    }

    private static Browser.Answer call(Browser browser, String call) {
        var parts = call.split(" ", -1);
        var path = parts[1].replace("{site}", "news")
                .replace("{username}", "nobody-there")
                .replace("{id}", "0198c0de-0000-7000-8000-000000000000");
        // what signs in is refused for its lack of JSON, which is after everything that this is about
        var body = parts[0].equals("GET") || parts[0].equals("DELETE") ? null : "{}";
        // a stream would go on for as long as it may; its head tells as much
        return browser.send(path.endsWith("/events") ? "HEAD" : parts[0], path, body);
    }

    @Test
    void letsStrangersAndWhoseSessionOrTokenIsOverSignInAndNothingElse() {
        var disabled = someone("admin");
        var disabledsToken = withTokenOf(signedInAs(disabled), "admin");
        var disabledsSession = signedInAs(disabled);
        signedInAs("admin").delete("/api/v1/admin/moderators/" + disabled);
        var expired = signedInAs("admin");
        clock.forward(Duration.ofMinutes(61));
        ROWS.forEach((call, may) -> {
            for (var browser : List.of(browser().fetchingItsToken(), disabledsSession, expired)) {
                var answer = call(browser, call);
                assertThat(answer.status() == 401).as(call).isEqualTo(may != May.ANYBODY);
            }
            assertThat(call(disabledsToken, call).status()).as(call).isEqualTo(401);
        });
    }

    @Test
    void asksOnPathsThatAreNotThereToo() {
        assertThat(browser().get("/api/v1/moderation/nothing").status()).isEqualTo(401);
        assertThat(signedInAs("admin").get("/api/v1/moderation/nothing").problem())
                .isEqualTo("not-found");
        assertThat(signedInAs(someone("moderator")).get("/api/v1/admin/nothing").problem())
                .isEqualTo("forbidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//api/v1/admin/moderators",
                "/api//v1/admin/moderators",
                "/API/v1/admin/moderators",
                "/api/v1/Admin/moderators",
                "/api/v1/admin;x/moderators",
                "/api/v1/admin/moderators;x=y",
                "/api/v1/admin%2fmoderators",
                "/api/v1/%61dmin%2Fmoderators",
                "/api/v1/admin/./moderators",
                "/api/v1/x/../admin/moderators",
                "/api/v1/admin/moderators/",
                "/api/v1/admin/moderators/%2e",
                "/api/v1/admin/moderators%00",
                "/api/v1/admin/moderators%0a",
                "/api/v1/admin/moderators%20",
            })
    void opensNothingByAnotherSpelling(String path) {
        assertThat(browser().get(path).status()).as("a stranger").isIn(400, 401, 404);
        assertThat(signedInAs(someone("moderator")).get(path).status())
                .as("a moderator")
                .isIn(400, 403, 404);
        assertThat(signedInAs(someone("admin", "[\"news\"]")).get(path).status())
                .as("a limited admin")
                .isIn(400, 403, 404);
        assertThat(signedInAs("admin").get(path).status()).as("an admin").isIn(400, 404);
    }

    @Test
    void readsAnEscapedLetterAsThatLetter() {
        assertThat(browser().get("/api/v1/%61dmin/moderators").status()).isIn(401, 404);
        assertThat(signedInAs(someone("moderator"))
                        .get("/api/v1/%61dmin/moderators")
                        .status())
                .isIn(403, 404);
        var limited = signedInAs(someone("admin", "[\"news\"]"));
        assertThat(limited.put("/api/v1/admin/sites/%6fther", "{}").status()).isEqualTo(403);
        assertThat(limited.put("/api/v1/admin/sites/%6eews", "{}").status()).isNotEqualTo(403);
    }

    @Test
    void writesDownWhatWasRefusedToSomebodyKnownWithoutTheRestOfThePath() {
        var username = someone("moderator");

        signedInAs(username).delete("/api/v1/admin/moderators/somebody@example.org");
        signedInAs(username).get("/api/v1/tokens");

        assertThat(auditOf(username))
                .containsExactly("access-refused DELETE /api/v1/admin/moderators", "access-refused GET /api/v1/tokens");
    }
}
