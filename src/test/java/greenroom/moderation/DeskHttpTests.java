package greenroom.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The queue and the decisions as their clients meet them. */
class DeskHttpTests extends AtAnArticle {
    private static final String COMMENTS = "/api/v1/moderation/comments";
    private static final String DECISIONS = "/api/v1/moderation/decisions";
    private static final String UNKNOWN = "01936f6e-8a4b-7c3d-9e2f-0123456789ab";

    @Autowired
    private ConnectionPool pool;

    private static Map<String, Object> decision(Object id, Object version, Object to) {
        return Map.of("id", id, "version", version, "to", to);
    }

    private Staff.Answer decide(Object... decisions) {
        return staff.post(DECISIONS, Map.of("decisions", List.of(decisions)));
    }

    private static List<String> ids(JsonNode list) {
        return list.path("comments")
                .valueStream()
                .map(comment -> comment.path("id").asString())
                .toList();
    }

    @Test
    void decidesOnSeveralAndTellsOfEachInOrder() {
        var first = desk.comment(article).add();
        var second = desk.comment(article).standing("approved").add();
        var gone = desk.comment(article).standing("withdrawn").add();
        var theirs = desk.comment(desk.article(desk.site())).add();

        var results = decide(
                        decision(theirs, 1, "approved"),
                        decision(second, 7, "approved"),
                        decision(gone, 1, "approved"),
                        decision(UNKNOWN, 1, "spam"),
                        decision(first, 1, "approved"))
                .isOk()
                .json()
                .path("results");

        assertThat(results.valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"id\":\"%s\",\"outcome\":\"forbidden\",\"status\":null,\"version\":null,\"decidedBy\":null}"
                                .formatted(theirs),
                        "{\"id\":\"%s\",\"outcome\":\"unchanged\",\"status\":\"approved\",\"version\":1,\"decidedBy\":null}"
                                .formatted(second),
                        "{\"id\":\"%s\",\"outcome\":\"conflict\",\"status\":\"withdrawn\",\"version\":1,\"decidedBy\":null}"
                                .formatted(gone),
                        "{\"id\":\"%s\",\"outcome\":\"not-found\",\"status\":null,\"version\":null,\"decidedBy\":null}"
                                .formatted(UNKNOWN),
                        "{\"id\":\"%s\",\"outcome\":\"applied\",\"status\":\"approved\",\"version\":2,\"decidedBy\":\"%s\"}"
                                .formatted(first, moderator.username()));
    }

    @Test
    void refusesDecisionsThatAreNone() {
        var id = desk.comment(article).add();

        assertThat(decide().errors()).containsExactly("/decisions decisions-invalid");
        assertThat(staff.post(DECISIONS, Map.of()).errors()).containsExactly("/decisions decisions-invalid");
        var tooMany = new ArrayList<Object>();
        for (int i = 0; i < 101; i++) {
            tooMany.add(decision(id, 1, "approved"));
        }
        assertThat(decide(tooMany.toArray()).errors()).containsExactly("/decisions decisions-invalid");
        assertThat(staff.post(DECISIONS, "{\"decisions\": [null]}").errors())
                .containsExactly("/decisions/0 decision-invalid");
        var reasoned = new HashMap<>(decision(id, 1, "spam"));
        reasoned.put("reason", "a\0b");
        var answer = decide(
                decision(id, 1, "approved"),
                decision("nonsense", 1, "approved"),
                Map.of(),
                decision(id, -1, "withdrawn"),
                reasoned);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.errors())
                .containsExactly(
                        "/decisions/1/id id-invalid",
                        "/decisions/2/id id-invalid",
                        "/decisions/2/version version-invalid",
                        "/decisions/2/to to-invalid",
                        "/decisions/3/version version-invalid",
                        "/decisions/3/to to-invalid",
                        "/decisions/4/reason reason-invalid");
        for (String broken :
                List.of("{\"decisions\": 1}", "{\"decisions\": [{\"version\": \"1\"}]}", "[]", "{", "null")) {
            assertThat(staff.post(DECISIONS, broken).problem()).as(broken).isEqualTo("malformed-request");
        }
        assertThat(desk.status(id)).isEqualTo("pending");
    }

    @Test
    void listsWithEmptyFiltersAsWithNone() {
        var first = desk.comment(article).add();
        var second = desk.comment(article).add();

        var page = staff.get(COMMENTS + "?status=pending&site=&thread=&q=&author=&sort=newest&limit=1&cursor=")
                .isOk()
                .json();
        assertThat(ids(page)).containsExactly(second.toString());

        var next = staff.get(
                        COMMENTS + "?status=pending&sort=newest&limit=1&cursor={cursor}",
                        page.path("next").asString())
                .isOk()
                .json();
        assertThat(ids(next)).containsExactly(first.toString());
        assertThat(next.path("next").isNull()).isTrue();
    }

    @Test
    void refusesParametersThatMakeNoSense() {
        for (String query : List.of(
                "status=waiting",
                "sort=best",
                "limit=0",
                "limit=101",
                "limit=many",
                "author=me",
                "q=" + "a".repeat(301))) {
            assertThat(staff.get(COMMENTS + "?" + query).problem()).as(query).isEqualTo("bad-parameter");
        }
        for (String name : List.of("q", "thread", "site")) {
            assertThat(staff.get(COMMENTS + "?" + name + "={value}", "a\0b").problem())
                    .as(name)
                    .isEqualTo("bad-parameter");
        }
        desk.comment(article).add();
        desk.comment(article).add();
        var oldest = staff.get(COMMENTS + "?limit=1").json().path("next");
        assertThat(staff.get(COMMENTS + "?sort=newest&cursor={cursor}", oldest.asString())
                        .problem())
                .isEqualTo("bad-cursor");
        assertThat(staff.get(COMMENTS + "?cursor=nonsense").problem()).isEqualTo("bad-cursor");
    }

    @Test
    void keepsModeratorsToTheirSites() {
        var elsewhere = desk.comment(desk.article(desk.site())).add();

        assertThat(staff.get(COMMENTS + "?site=demo").problem()).isEqualTo("forbidden");
        assertThat(staff.get(COMMENTS + "?site=no-such-site").problem()).isEqualTo("forbidden");
        assertThat(staff.get(COMMENTS + "/" + elsewhere).problem()).isEqualTo("forbidden");
        assertThat(ids(new Staff(http, desk.token(desk.moderator()))
                        .get(COMMENTS + "?site=no-such-site")
                        .isOk()
                        .json()))
                .isEmpty();
    }

    @Test
    void showsOneCommentWithItsParentAndItsHistory() {
        var parent = desk.comment(article)
                .saying("The question")
                .standing("approved")
                .add();
        var id = desk.comment(article).under(parent).saying("Teh answer").add();
        decide(decision(id, 1, "spam"));
        staff.patch(COMMENTS + "/" + id, Map.of("version", 2, "body", "The answer", "reason", "A typo"))
                .isOk();
        var judged = new HashMap<>(decision(id, 3, "approved"));
        judged.put("reason", "After all");
        decide(judged);

        var shown = staff.get(COMMENTS + "/" + id).isOk().json();

        assertThat(shown.path("parentComment").path("body").asString()).isEqualTo("The question");
        assertThat(shown.path("parent").asString()).isEqualTo(parent.toString());
        assertThat(shown.path("history")
                        .valueStream()
                        .map(entry -> entry.path("action").asString() + " "
                                + entry.path("from").asString("-") + " "
                                + entry.path("to").asString("-") + " "
                                + entry.path("reason").asString("-") + " "
                                + entry.path("body").asString("-")))
                .containsExactly(
                        "decide pending spam - -", "edit - - A typo Teh answer", "decide spam approved After all -");
        assertThat(staff.get(COMMENTS + "/" + parent)
                        .isOk()
                        .json()
                        .path("parentComment")
                        .isNull())
                .isTrue();
        assertThat(staff.get(COMMENTS + "/" + UNKNOWN).problem()).isEqualTo("not-found");
        assertThat(staff.get(COMMENTS + "/nonsense").problem()).isEqualTo("not-found");
    }

    @Test
    void asksStrangersToSignIn() {
        for (String path : List.of(COMMENTS, COMMENTS + "/" + UNKNOWN, "/api/v1/moderation/audit")) {
            http.get().uri(path).exchange().expectStatus().isUnauthorized();
        }
    }

    @Test
    void whoHangsUpLeavesAWholeDecisionOrNone() throws IOException {
        var random = new Random(3);
        var token = desk.token(moderator);
        for (int i = 0; i < 60; i++) {
            var decisions = new ArrayList<String>();
            for (int j = 0; j < 3; j++) {
                decisions.add("{\"id\":\"%s\",\"version\":1,\"to\":\"approved\",\"reason\":\"bulk %d\"}"
                        .formatted(desk.comment(article).add(), i));
            }
            sendAndHangUp("{\"decisions\":[" + String.join(",", decisions) + "]}", token, random);
        }

        await().until(() -> pool.getMetrics().orElseThrow().acquiredSize() == 0
                && pool.getMetrics().orElseThrow().pendingAcquireSize() == 0);
        assertThat(desk.all(
                        "SELECT reason, count(*) AS n FROM audit WHERE site = :site GROUP BY reason",
                        Map.of("site", site)))
                .allSatisfy(row -> assertThat(row).containsEntry("n", 3L));
        assertThat((long) desk.count(article))
                .isEqualTo(desk.number(
                        "SELECT count(*) AS n FROM comment WHERE thread_id = :id AND status = 'approved'",
                        Map.of("id", article.id())));
    }

    private void sendAndHangUp(String body, String token, Random random) throws IOException {
        var request = "POST " + DECISIONS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n"
                + body;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // a reset, not an orderly end, which the server would answer before it looks
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            for (int spin = random.nextInt(2_000_000); spin > 0; spin--) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void bindsNothingThatTheContractDoesNotName() {
        var id = desk.comment(article).add();
        var more = new HashMap<>(decision(id, 1, "spam"));
        more.put("status", "approved");
        more.put("decidedBy", "somebody");
        more.put("score", 5);

        decide(more).isOk();

        assertThat(desk.comment(id))
                .containsEntry("status", "spam")
                .containsEntry("decided_by", moderator.username())
                .containsEntry("score", 0f);
    }
}
