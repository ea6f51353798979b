package greenroom.service;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.moderator.Browser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** The first admin at the desk: signed in once by session, then with a token of their own. */
public final class Admin {
    private final WebTestClient http;
    private final Browser browser;

    private Admin(WebTestClient http, Browser browser) {
        this.http = http;
        this.browser = browser;
    }

    public static Admin signedIn(int port, WebTestClient http) {
        var browser = Browser.at(port).signIn("admin", RunningService.PASSWORD);
        var made = browser.post("/api/v1/tokens", Browser.object("name", "a journey", "role", "admin"));
        var token = made.json().path("token").asString();
        return new Admin(
                http.mutate()
                        .defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .build(),
                browser);
    }

    /** The browser with the session. */
    public Browser browser() {
        return browser;
    }

    public ResponseSpec tries(HttpMethod method, String path, @Nullable Object body) {
        var request = http.method(method).uri(path);
        return body == null ? request.exchange() : request.bodyValue(body).exchange();
    }

    private JsonNode does(HttpMethod method, String path, @Nullable Object body) {
        return Reader.body(tries(method, path, body).expectStatus().is2xxSuccessful());
    }

    /** The comment in full, as the queue shows it. */
    public JsonNode sees(String comment) {
        return does(HttpMethod.GET, "/api/v1/moderation/comments/" + comment, null);
    }

    /** Moves a comment, in the version that it has now, and fails the test unless that is done. */
    public void moves(String comment, String status) {
        var results = decides(
                Map.of("id", comment, "version", sees(comment).path("version").asInt(), "to", status));
        assertThat(results.path(0).path("outcome").asString()).isEqualTo("applied");
    }

    public void approves(String comment) {
        moves(comment, "approved");
    }

    /** The results, in order. */
    public JsonNode decides(Map<String, Object> decision) {
        var all = new ArrayList<Map<String, Object>>();
        all.add(decision);
        return does(HttpMethod.POST, "/api/v1/moderation/decisions", Map.of("decisions", all))
                .path("results");
    }

    public JsonNode edits(String comment, String body) {
        var edit = new LinkedHashMap<String, Object>();
        edit.put("version", sees(comment).path("version").asInt());
        edit.put("body", body);
        return does(HttpMethod.PATCH, "/api/v1/moderation/comments/" + comment, edit);
    }

    public JsonNode replies(String comment, String body) {
        return does(HttpMethod.POST, "/api/v1/moderation/comments/" + comment + "/reply", Map.of("body", body));
    }

    public String reveals(String comment) {
        return does(
                        HttpMethod.POST,
                        "/api/v1/moderation/comments/" + comment + "/email",
                        Map.of("reason", "They asked us to"))
                .path("email")
                .asString();
    }

    public JsonNode exports(String email) {
        return does(HttpMethod.POST, "/api/v1/admin/privacy/export", Map.of("email", email));
    }

    /** How many comments that concerned. */
    public int erases(String email, String comments) {
        return does(HttpMethod.POST, "/api/v1/admin/privacy/erase", Map.of("email", email, "comments", comments))
                .path("comments")
                .asInt();
    }

    /** Every change of a comment's status in the audit, oldest first, as {@code from>to}. */
    public List<String> history(String comment) {
        return sees(comment)
                .path("history")
                .valueStream()
                .filter(entry ->
                        !entry.path("from").asString("").equals(entry.path("to").asString("")))
                .map(entry -> entry.path("from").asString("-") + ">"
                        + entry.path("to").asString("-"))
                .toList();
    }
}
