package greenroom.journey;

import static greenroom.service.Submissions.aSubmission;

import greenroom.moderator.Browser;
import greenroom.service.RunningService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** One row for each kind of answer: its status and every header of it, over http and over https. */
abstract class HeaderTable extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";

    /** By number, method, target and status. */
    final Map<String, Row> rows = new LinkedHashMap<>();

    private String token;

    record Row(
            HttpMethod method,
            String target,
            HttpHeaders headers,
            @Nullable Object body,
            int status,
            Expected expected) {}

    @BeforeEach
    void write() {
        token = Browser.at(port)
                .signIn("admin", PASSWORD)
                .post("/api/v1/tokens", Browser.object("name", "a crawl", "role", "admin"))
                .json()
                .path("token")
                .asString();
        publicRows();
        formRows();
        pageRows();
        deskRows();
    }

    private Call call(String method, String target) {
        return new Call(method, target);
    }

    /** A row as it is written down. */
    private final class Call {
        private final HttpMethod method;
        private final String target;
        private final HttpHeaders headers = new HttpHeaders();
        private @Nullable Object body;

        private Call(String method, String target) {
            this.method = HttpMethod.valueOf(method);
            this.target = target;
        }

        Call with(String name, String value) {
            headers.set(name, value);
            return this;
        }

        Call fromAPage() {
            return with("Origin", ORIGIN);
        }

        Call asAdmin() {
            return with("Authorization", "Bearer " + token);
        }

        Call json(Object value) {
            body = value;
            return with("Content-Type", "application/json");
        }

        Call form(String value) {
            body = value;
            return with("Content-Type", "application/x-www-form-urlencoded");
        }

        void answers(int status, Expected expected) {
            var what = rows.size() + ": " + method + " " + target + " " + status;
            rows.put(what, new Row(method, target, headers, body, status, expected));
        }
    }

    private void publicRows() {
        var read = COMMENTS + "?thread=" + newThread();
        var cached = Expected.publicAnswer().cached();
        call("GET", read).fromAPage().answers(200, cached.json());
        call("GET", read).answers(200, Expected.publicToAnybody().cached().json());
        call("HEAD", read)
                .fromAPage()
                .answers(200, Expected.publicAnswer().cached().json());
        call("GET", read)
                .fromAPage()
                .with("If-None-Match", "*")
                .answers(304, Expected.publicAnswer().cached());
        call("GET", "/api/v1/sites/demo/counts?thread=a")
                .fromAPage()
                .answers(200, Expected.publicAnswer().cached().json());
        var feed = "/api/v1/sites/demo/feed.atom";
        call("GET", feed).fromAPage().answers(200, Expected.feed());
        call("GET", feed)
                .fromAPage()
                .with("If-None-Match", "*")
                .answers(304, Expected.feed().without("content-type"));
        call("HEAD", "/api/v1/sites/demo/events?thread=a").fromAPage().answers(200, Expected.stream());
        call("GET", read)
                .with("Origin", "https://evil.example")
                .answers(403, Expected.publicToAnybody().problem());
        call("GET", COMMENTS).fromAPage().answers(400, Expected.publicAnswer().problem());
        call("GET", "/api/v1/sites/nowhere/comments?thread=a")
                .fromAPage()
                .answers(404, Expected.publicAnswer().problem());
        call("PUT", COMMENTS).fromAPage().answers(405, allow(Expected.publicAnswer(), "GET, HEAD, OPTIONS, POST"));
        call("GET", read)
                .fromAPage()
                .with("Accept", "image/png")
                .answers(406, Expected.publicAnswer().problem());
        call("GET", read)
                .fromAPage()
                .with("Expect", "rain")
                .answers(417, Expected.publicAnswer().problem());
        submissionRows();
        preflightRows();
    }

    private static Expected allow(Expected expected, String methods) {
        return expected.problem().with("allow", methods);
    }

    private void submissionRows() {
        var submission = aSubmission();
        call("POST", COMMENTS)
                .fromAPage()
                .json(submission.json())
                .answers(202, Expected.publicAnswer().counted().json());
        call("POST", COMMENTS)
                .fromAPage()
                .json(submission.json())
                .answers(409, Expected.publicAnswer().counted().problem());
        call("POST", COMMENTS)
                .fromAPage()
                .json(aSubmission().without("email").json())
                .answers(422, Expected.publicAnswer().counted().problem());
        call("POST", COMMENTS)
                .fromAPage()
                .json("{")
                .answers(400, Expected.publicAnswer().counted().problem());
        call("POST", COMMENTS)
                .fromAPage()
                .json(aSubmission().saying("a".repeat(70_000)).json())
                .answers(413, Expected.publicAnswer().counted().problem());
        call("POST", COMMENTS)
                .fromAPage()
                .form("a=b")
                .with("Content-Type", "text/plain")
                .answers(415, Expected.publicAnswer().counted().problem());
        call("GET", "/api/v1/submissions/0198c0de-0000-7000-8000-000000000000")
                .fromAPage()
                .answers(404, Expected.publicAnswer().problem());
        receiptRows();
    }

    private void receiptRows() {
        var comment = reader.submits(aSubmission());
        var copy = "/api/v1/submissions/" + comment.id();
        call("GET", copy)
                .fromAPage()
                .with("Receipt", comment.receipt())
                .answers(200, Expected.publicAnswer().json());
        call("PATCH", copy)
                .fromAPage()
                .with("Receipt", comment.receipt())
                .json(Map.of("body", "Said better."))
                .answers(200, Expected.publicAnswer().json());
        call("DELETE", copy).fromAPage().with("Receipt", comment.receipt()).answers(204, Expected.publicAnswer());
        call("PATCH", copy)
                .fromAPage()
                .with("Receipt", comment.receipt())
                .json(Map.of("body", "Said best."))
                .answers(409, Expected.publicAnswer().problem());
    }

    private void preflightRows() {
        call("OPTIONS", COMMENTS)
                .fromAPage()
                .with("Access-Control-Request-Method", "POST")
                .answers(204, Expected.preflight());
        call("OPTIONS", COMMENTS)
                .with("Origin", "https://evil.example")
                .with("Access-Control-Request-Method", "POST")
                .answers(
                        403,
                        Expected.publicToAnybody()
                                .problem()
                                .with("vary", Expected.preflight().headers().getOrDefault("vary", "")));
    }

    private void formRows() {
        var good = "thread=" + newThread() + "&name=Ayesha&email=" + newEmail() + "&body=Well+said.";
        call("POST", COMMENTS)
                .fromAPage()
                .form(good + "&return=https%3A%2F%2Fnews.example%2Fa")
                .answers(303, Expected.publicAnswer().counted().with("location", ORIGIN + "/a#greenroom-pending"));
        var other = "thread=" + newThread() + "&name=Ayesha&email=" + newEmail() + "&body=Well+said.";
        call("POST", COMMENTS)
                .fromAPage()
                .form(other)
                .answers(200, Expected.formPage().counted());
        call("POST", COMMENTS)
                .fromAPage()
                .form(other)
                .answers(409, Expected.formPage().counted());
        call("POST", COMMENTS)
                .fromAPage()
                .form("name=Ayesha")
                .answers(422, Expected.formPage().counted());
        call("POST", COMMENTS)
                .fromAPage()
                .form("name=%zz")
                .answers(400, Expected.formPage().counted());
        call("POST", COMMENTS)
                .with("Origin", "null")
                .form(good)
                .answers(
                        403,
                        Expected.formPage()
                                .counted()
                                .without("access-control-allow-origin")
                                .without("access-control-expose-headers"));
    }

    private void pageRows() {
        call("GET", "/").answers(200, Expected.page());
        call("GET", "/demo/").answers(200, Expected.page());
        call("GET", "/demo/ur/").answers(200, Expected.page());
        call("HEAD", "/").answers(200, Expected.page());
        call("GET", "/").with("If-None-Match", "*").answers(304, Expected.page().without("content-type"));
        var avatar = "/avatars/0123456789abcdef0123456789abcdef.svg";
        call("GET", avatar).answers(200, Expected.avatar());
        call("GET", avatar)
                .with("If-None-Match", "*")
                .answers(304, Expected.avatar().without("content-type"));
        call("GET", "/avatars/x.svg").answers(404, Expected.plain().problem());
        call("GET", "/openapi.yaml").answers(200, Expected.description());
        call("GET", "/home.css").answers(200, Expected.file("text/css;charset=UTF-8"));
        call("GET", "/icon.svg").answers(200, Expected.file("image/svg+xml"));
        call("GET", "/embed.js").answers(200, Expected.script());
        call("GET", "/embed.js")
                .with("If-None-Match", "*")
                .answers(304, Expected.script().without("content-type"));
        call("GET", "/moderate/").answers(200, Expected.deskPage());
        call("GET", "/moderate/comments/0198c0de-0000-7000-8000-000000000000").answers(200, Expected.deskPage());
        call("GET", "/moderate/")
                .with("If-None-Match", "*")
                .answers(304, Expected.deskPage().without("content-type"));
        call("GET", "/moderate").answers(308, Expected.plain().with("location", "/moderate/"));
        call("GET", "/moderate/app.js")
                .answers(200, Expected.file("text/javascript;charset=UTF-8").with("cache-control", "no-cache"));
        call("GET", "/moderate/nothing.js").answers(404, Expected.plain().problem());
        call("GET", "/nothing").answers(404, Expected.plain().problem());
        call("GET", "/.well-known/security.txt").answers(404, Expected.plain().problem());
        call("POST", "/").answers(405, allow(Expected.plain(), "GET, HEAD"));
        call("GET", "/a;b").answers(400, Expected.plain().problem());
        call("GET", "/a%2fb").answers(400, Expected.plain().problem());
        call("GET", "/livez").answers(200, Expected.probe());
        call("GET", "/readyz").answers(200, Expected.probe());
    }

    private void deskRows() {
        var json = Expected.privateAnswer().json();
        var problem = Expected.privateAnswer().problem();
        call("GET", "/api/v1/session").asAdmin().answers(200, json);
        call("GET", "/api/v1/moderation/comments").asAdmin().answers(200, json);
        call("GET", "/api/v1/moderation/audit").asAdmin().answers(200, json);
        call("GET", "/api/v1/admin/sites").asAdmin().answers(200, json);
        call("GET", "/api/v1/admin/moderators").asAdmin().answers(200, json);
        call("GET", "/api/v1/tokens").asAdmin().answers(200, json);
        call("POST", "/api/v1/tokens")
                .asAdmin()
                .json(Map.of("name", "one more", "role", "moderator"))
                .answers(201, json);
        call("POST", "/api/v1/admin/privacy/export")
                .asAdmin()
                .json(Map.of("email", newEmail()))
                .answers(
                        200,
                        Expected.privateAnswer()
                                .json()
                                .with("content-disposition", "attachment; filename=\"greenroom-person.json\""));
        call("GET", "/api/v1/moderation/comments?limit=0").asAdmin().answers(400, problem);
        call("GET", "/api/v1/moderation/comments").answers(401, challenge());
        call("GET", "/api/v1/moderation/comments")
                .with("Authorization", "Bearer grm_x")
                .answers(401, challenge());
        call("POST", "/api/v1/session").json(Map.of()).answers(403, problem);
        call("GET", "/api/v1/moderation/nothing").asAdmin().answers(404, problem);
        call("PUT", "/api/v1/session")
                .asAdmin()
                .answers(405, allow(Expected.privateAnswer(), "DELETE, GET, HEAD, POST"));
        call("POST", "/api/v1/admin/sites")
                .asAdmin()
                .json(Map.of("key", "demo", "name", "Again", "origins", List.of()))
                .answers(409, problem);
        call("POST", "/api/v1/moderation/decisions").asAdmin().form("a=b").answers(415, problem);
        call("POST", "/api/v1/moderation/decisions").asAdmin().json(Map.of()).answers(422, problem);
        call("DELETE", "/api/v1/session").asAdmin().answers(204, Expected.privateAnswer());
    }

    static Expected challenge() {
        return Expected.privateAnswer().problem().with("www-authenticate", "Bearer realm=\"greenroom\"");
    }
}
