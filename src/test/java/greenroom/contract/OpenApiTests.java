package greenroom.contract;

import static greenroom.contract.ExchangeBuilder.atTheDesk;
import static greenroom.contract.ExchangeBuilder.onArticlePages;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class OpenApiTests {
    private static final String THREAD = "/api/v1/sites/demo/comments?thread=a";
    private static final String COUNTS = "/api/v1/sites/demo/counts?thread=a";
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String JSON = "application/json";
    private static final String COMMENT = """
            {"id": "01936f6e-8a4b-7c3d-9e2f-0123456789ab", "parent": null, "name": "عائشہ", "byModerator": false,
             "html": "<p>Well said.</p>", "locale": "ur", "publishedAt": "2026-11-23T19:04:10.512Z",
             "submittedAt": "2026-11-23T18:59:00Z", "avatar": "/avatars/9f2c51d07be3486aa1c5d0f2e4b79813.svg",
             "replies": [%s]}
            """;
    private static final String PAGE = """
            {"thread": {"key": "a", "title": null, "url": null, "open": true, "count": 1},
             "comments": [%s], "next": null,
             "form": {"name": {"max": 100}, "body": {"min": 2, "max": 10000}, "proof": false, "depth": 5}}
            """;
    private static final String SUBMISSION = """
            {"thread": {"key": "a"}, "name": "Ayesha", "email": "ayesha@example.org", "body": "Well said.", "colour": "red"}
            """;
    private static final String ACCEPTED = """
            {"id": "01936f6e-8a4b-7c3d-9e2f-0123456789ab", "status": "pending", "submittedAt": "2026-11-23T18:59:00.123Z",
             "name": "Ayesha", "body": "Well said.", "html": "<p>Well said.</p>",
             "receipt": "Zm9yIGhlciBleWVzIG9ubHksIHNob3duIG9uY2Ugb25seS4",
             "editableUntil": "2026-11-23T19:14:00.123Z"}
            """;

    @Test
    void isContentWithAnAnswerAsDescribed() {
        passes(thread(PAGE.formatted(COMMENT.formatted(COMMENT.formatted("")))));
        passes(counts("{\"counts\": {\"a\": 3, \"b\": 0}}"));
        passes(submission());
    }

    @Test
    void tellsOfAStatusThatIsNotDescribed() {
        fails(counts("{\"counts\": {}}").refuses(500, "internal-error"))
                .hasMessageContaining("GET /api/v1/sites/demo/counts was answered 500")
                .hasMessageContaining("status 500 is not described for it");
    }

    @Test
    void tellsOfAWrongType() {
        fails(counts("{\"counts\": {\"a\": \"3\"}}"))
                .hasMessageContaining("body: /counts/a")
                .hasMessageContaining("string found, integer expected");
    }

    @Test
    void tellsOfAFieldTooManyHoweverDeep() {
        var leaking = COMMENT.replace("\"locale\"", "\"email\": \"ayesha@example.org\", \"locale\"");
        fails(thread(PAGE.formatted(COMMENT.formatted(leaking.formatted("")))))
                .hasMessageContaining("body: /comments/0/replies/0: property 'email'");
    }

    @Test
    void tellsOfAFieldThatIsMissing() {
        fails(counts("{}")).hasMessageContaining("required property 'counts' not found");
    }

    @Test
    void tellsOfAHeaderThatIsMissing() {
        fails(counts("{\"counts\": {}}").without("X-Request-Id"))
                .hasMessageContaining("header X-Request-Id is missing");
    }

    @Test
    void tellsOfAHeaderWithAnotherValue() {
        fails(counts("{\"counts\": {}}").with("Vary", "Origin")).hasMessageContaining("header Vary is 'Origin'");
    }

    @Test
    void tellsOfAWrongContentType() {
        fails(counts("{\"counts\": {}}").with("Content-Type", "text/plain"))
                .hasMessageContaining("content type text/plain is not described, but [application/json]");
        fails(counts("{\"counts\": {}}").without("Content-Type"))
                .hasMessageContaining("content type (none) is not described");
        fails(counts("{\"counts\": {}}").with("Content-Type", "application/json;charset=ISO-8859-1"))
                .hasMessageContaining("another charset than UTF-8");
    }

    @Test
    void asksThatATextNamesItsCharset() {
        var text = onArticlePages("GET", "/.well-known/security.txt")
                .answers(200, "text/plain", "Contact: mailto:security@news.example\nExpires: 2027-11-23T00:00:00Z\n");
        fails(text).hasMessageContaining("content type text/plain names no charset");
        passes(text.with("Content-Type", "text/plain;charset=utf-8"));
    }

    @Test
    void tellsOfEverythingThatIsWrongAtOnce() {
        fails(counts("{\"counts\": {\"a\": true}, \"b\": 1}").without("Vary").without("Date"))
                .hasMessageContaining("header Vary is missing")
                .hasMessageContaining("header Date is missing")
                .hasMessageContaining("/counts/a")
                .hasMessageContaining("property 'b'");
    }

    @Test
    void tellsOfABodyThatIsNoStrictJson() {
        fails(counts("{\"counts\": {}, \"counts\": {}}")).hasMessageContaining("body is no JSON");
        fails(counts("{\"counts\": {}} ...")).hasMessageContaining("body is no JSON");
        fails(counts("").answers(200, Body.of("{\"counts\": {\"ä\": 1}}".getBytes(StandardCharsets.ISO_8859_1))))
                .hasMessageContaining("body is no UTF-8");
    }

    @Test
    void tellsOfABodyWhereNoneIsDescribed() {
        fails(atTheDesk("DELETE", "/api/v1/session").answers(204, Body.of("gone")))
                .hasMessageContaining("no body is described, but there is one");
    }

    @Test
    void tellsOfACookieOnAPublicAnswer() {
        fails(counts("{\"counts\": {}}").with("Set-Cookie", "greenroom=x; Path=/; HttpOnly; SameSite=Lax"))
                .hasMessageContaining("header Set-Cookie is not described for this answer");
    }

    @Test
    void tellsOfASessionCookieThatScriptsCanRead() {
        fails(signedIn().with("Set-Cookie", "greenroom=x; Path=/; SameSite=Lax"))
                .hasMessageContaining("header Set-Cookie is 'greenroom=x; Path=/; SameSite=Lax'");
        passes(signedIn().with("Set-Cookie", "greenroom=x; Path=/; HttpOnly; SameSite=Lax"));
    }

    @Test
    void tellsOfHtmlOutsideTheSafeSubset() {
        for (var html : new String[] {"<p>a<img src=x></p>", "<SCRIPT>", "<pre><svg>", "<p\\tonclick=x>"}) {
            fails(thread(PAGE.formatted(COMMENT.formatted("").replace("<p>Well said.</p>", html))))
                    .hasMessageContaining("/comments/0/html");
        }
    }

    @Test
    void takesOnlyRefusalsOfWhatIsNotDescribed() {
        var nowhere = "/api/v1/nowhere";
        passes(onArticlePages("GET", nowhere).refuses(404, "not-found"));
        fails(onArticlePages("GET", nowhere).answers(200, JSON, "{}"))
                .hasMessageContaining("the path is not described");
        fails(onArticlePages("PUT", COUNTS).answers(200, JSON, "{}"))
                .hasMessageContaining("the method is not described for this path");
    }

    @Test
    void asksThatAllowNamesEveryDescribedMethod() {
        var refusal = onArticlePages("PUT", COMMENTS).refuses(405, "method-not-allowed");
        passes(refusal.with("Allow", "GET, HEAD, OPTIONS, POST"));
        fails(refusal.with("Allow", "GET, OPTIONS"))
                .hasMessageContaining("header Allow does not name POST, which is described for this path");
    }

    @Test
    void asksThatAProblemSpeaksOfItsOwnAnswer() {
        passes(onArticlePages("GET", COUNTS).refuses(404, "unknown-site"));
        fails(onArticlePages("GET", COUNTS).refuses(404, "not-found")).hasMessageContaining("body: /type");
        fails(counts(problem("unknown-site", 403, "/api/v1/sites/demo/counts"))
                        .answers(404, Body.of(problem("unknown-site", 403, "/api/v1/sites/demo/counts")))
                        .with("Content-Type", "application/problem+json"))
                .hasMessageContaining("body: /status is 403");
        fails(counts("")
                        .answers(404, Body.of(problem("unknown-site", 404, "/")))
                        .with("Content-Type", "application/problem+json"))
                .hasMessageContaining("body: /instance is '/'");
    }

    @Test
    void tellsOfARequestThatShouldNotHaveBeenTaken() {
        fails(submission().sending(JSON, SUBMISSION.replace("\"email\"", "\"mail\"")))
                .hasMessageContaining(
                        "the request's body: required property 'email' not found; yet the service took it");
        fails(submission().sending("text/plain", SUBMISSION))
                .hasMessageContaining("content type text/plain is not described for the request");
        fails(onArticlePages("GET", THREAD + "&limit=0")
                        .with("Cache-Control", "no-cache")
                        .with("ETag", "\"1\"")
                        .answers(200, JSON, PAGE.formatted("")))
                .hasMessageContaining("parameter limit [0]");
        fails(onArticlePages("GET", "/api/v1/sites/demo/counts").answers(200, JSON, "{\"counts\": {}}"))
                .hasMessageContaining("parameter thread is missing");
    }

    @Test
    void leavesARefusedRequestAlone() {
        passes(onArticlePages("POST", COMMENTS).sending(JSON, "{").refuses(400, "malformed-request"));
    }

    @Test
    void readsAFormAsItReadsJson() {
        passes(form("thread=%2F2024%2F05%2Fa%3Bb&name=Ayesha&email=ayesha%40example.org&body=Well+said."));
        fails(form("thread=a&name=Ayesha&body=Well+said.")).hasMessageContaining("required property 'email' not found");
    }

    @Test
    void takesHeadAsGetWithoutABody() {
        passes(onArticlePages("HEAD", COUNTS).answers(200, JSON, ""));
        fails(onArticlePages("HEAD", COUNTS).answers(200, "text/html;charset=utf-8", ""))
                .hasMessageContaining("content type text/html");
    }

    @Test
    void looksIntoACompressedBody() throws IOException {
        var zipped = counts("").with("Content-Encoding", "gzip");
        passes(zipped.answers(200, Body.of(gzip("{\"counts\": {}}"))));
        fails(zipped.answers(200, Body.of(gzip("{}")))).hasMessageContaining("'counts' not found");
        fails(zipped.answers(200, Body.of("{}"))).hasMessageContaining("says that it is gzip, and is not");
    }

    @Test
    void tellsAPathFromAnotherWithTheSameBeginning() {
        fails(atTheDesk("POST", "/api/v1/moderation/comments/01936f6e-8a4b-7c3d-9e2f-0123456789ab/email")
                        .sending(JSON, "{\"reason\": \"They asked.\"}")
                        .answers(200, JSON, "{\"email\": \"a•••@example.org\", \"id\": 1}"))
                .hasMessageContaining("property 'id'");
    }

    private static ExchangeBuilder thread(String page) {
        return onArticlePages("GET", THREAD)
                .with("Cache-Control", "no-cache")
                .with("ETag", "\"1\"")
                .answers(200, JSON, page);
    }

    private static ExchangeBuilder counts(String body) {
        return onArticlePages("GET", COUNTS).answers(200, JSON, body);
    }

    private static ExchangeBuilder submission() {
        return onArticlePages("POST", COMMENTS)
                .sending(JSON, SUBMISSION)
                .with("Cache-Control", "no-store")
                .answers(202, JSON, ACCEPTED);
    }

    private static ExchangeBuilder form(String fields) {
        return onArticlePages("POST", COMMENTS)
                .sending("application/x-www-form-urlencoded", fields)
                .with("Location", "https://news.example/a#greenroom-pending")
                .answers(303, Body.none());
    }

    private static ExchangeBuilder signedIn() {
        return atTheDesk("GET", "/api/v1/session")
                .answers(
                        200,
                        JSON,
                        "{\"username\": \"sana\", \"displayName\": \"Sana\", \"role\": \"moderator\", \"sites\": [\"news\"],"
                                + " \"secondFactor\": \"off\"}");
    }

    private static String problem(String slug, int status, String instance) {
        return "{\"type\": \"urn:greenroom:problem:%s\", \"title\": \"No\", \"status\": %d, \"detail\": \"No.\", \"instance\": \"%s\"}"
                .formatted(slug, status, instance);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void passes(ExchangeBuilder exchange) {
        assertThatCode(() -> OpenApi.description().check(exchange.build())).doesNotThrowAnyException();
    }

    private static AbstractThrowableAssert<?, ?> fails(ExchangeBuilder exchange) {
        return assertThatThrownBy(() -> OpenApi.description().check(exchange.build()))
                .isInstanceOf(AssertionError.class);
    }
}
