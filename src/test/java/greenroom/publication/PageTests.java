package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.Status;
import greenroom.publication.RawHttp.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** The demo article's thread is one for all, so each test looks for what it wrote itself. */
class PageTests extends WindowTest {
    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                    + " worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types greenroom";

    private static final String WIDGET = "<script type=\"module\" src=\"/embed.js\"></script>";

    private final String said = "said in " + newThread() + " and nowhere else";

    @BeforeEach
    void emptyTheThread() {
        shelf.runs(
                "DELETE FROM comment WHERE thread_id IN (SELECT id FROM thread WHERE key = '" + DemoPage.THREAD + "')");
        shelf.runs("UPDATE thread SET open = true, published_count = 0 WHERE key = '" + DemoPage.THREAD + "'");
    }

    private Answer demo(String query) {
        return raw.get("/demo/" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/demo/", "/demo/ur/"})
    void haveTheHeadersOfPages(String address) {
        var answer = raw.get(address);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy")).isEqualTo(PAGE_POLICY);
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Embedder-Policy")).isEmpty();
        assertThat(answer.header("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Permissions-Policy"))
                .isEqualTo("camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
        assertThat(answer.headers()).doesNotContainKeys("set-cookie", "server");
        http.get().uri(address).exchange().expectStatus().isOk();
        assertThat(raw.ask("HEAD", address).header("Content-Length")).isEqualTo(answer.header("Content-Length"));
        assertThat(raw.get(address, "If-None-Match: " + answer.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void leadFromTheStartToTheDemo() {
        assertThat(raw.get("/").text()).contains("href=\"/demo/\"").contains("href=\"/openapi.yaml\"");
    }

    @Test
    void showTheApprovedCommentsOfTheArticleNested() {
        var top = shelf.putsSilently(
                aComment(DemoPage.THREAD).named("عائشہ").saying(said).inLanguage("ur"));
        var reply = shelf.putsSilently(
                aComment(DemoPage.THREAD).named("The editor").under(top).byModerator());
        shelf.puts(aComment(DemoPage.THREAD).saying("waits " + said).being(Status.PENDING));

        var page = demo("").text();

        assertThat(page).contains("2 thoughts on “MoITT Celebrates IT Milestones”");
        assertThat(page).contains("<p>" + said + "</p>").doesNotContain("waits");
        assertThat(page).contains("<b dir=\"auto\">عائشہ</b>").contains("lang=\"ur\"");
        assertThat(page.indexOf("comment-" + reply)).isGreaterThan(page.indexOf("comment-" + top));
        assertThat(page).containsPattern("(?s)class=\"replies\">.*comment-" + reply);
        assertThat(page).contains("<span class=\"badge\">Moderator</span>");
        assertThat(page).containsPattern("<img class=\"avatar\" src=\"/avatars/[0-9a-f]{32}\\.svg\" alt=\"\"");
        assertThat(page)
                .containsPattern(
                        "<time datetime=\"[0-9TZ:.-]+\">[A-Z][a-z]+ \\d{1,2}, \\d{4} at \\d{2}:\\d{2} UTC</time>");
    }

    @Test
    void showHostileTextAsText() {
        var hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{form}}${7*7}";
        shelf.puts(aComment(DemoPage.THREAD)
                .named(hostile)
                .saying(hostile + " javascript:alert(1) [x](javascript:alert(1))")
                .inLanguage("en\" onclick=\"alert(1)"));

        var page = demo("").text();

        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(1)&gt;{{form}}${7*7}</b>");
        assertThat(page.replace(WIDGET, ""))
                .doesNotContain("<script")
                .doesNotContain("<img src=x")
                .doesNotContain("href=\"javascript");
        assertThat(page).contains("lang=\"en&quot; onclick=&quot;alert(1)\"");
        assertThat(page.split("<form", -1)).hasSize(2);
    }

    @Test
    void haveTheWidgetAndNoOtherScript() {
        for (var article : DemoArticle.ALL) {
            var page = raw.get(article.path()).text();

            assertThat(page.split("<script", -1)).hasSize(2);
            assertThat(page)
                    .contains(WIDGET)
                    .contains("<greenroom-comments site=\"demo\" thread=\"" + article.thread() + "\">")
                    .contains("<link rel=\"canonical\" href=\"http://localhost:" + port + article.path() + "\">")
                    .contains("type=\"application/atom+xml\"")
                    .contains("href=\"/api/v1/sites/demo/feed.atom?thread=" + article.thread() + "\"")
                    .containsPattern("<greenroom-count site=\"demo\" thread=\"[a-z0-9-]+\"></greenroom-count>");
        }
    }

    @Test
    void comeInTwoLanguagesThatLeadToEachOther() {
        assertThat(demo("").text()).contains("<html lang=\"en\">").contains("href=\"/demo/ur/\"");

        var urdu = raw.get("/demo/ur/").text();
        assertThat(urdu).contains("<html lang=\"ur\" dir=\"rtl\">").contains("href=\"/demo/\"");
        assertThat(urdu)
                .contains("ابھی کوئی تبصرہ نہیں")
                .contains("<button>تبصرہ بھیجیں</button>")
                .contains("name=\"return\" value=\"http://localhost:" + port + "/demo/ur/\"");
    }

    @Test
    void keepTheThreadsOfTheLanguagesApart() {
        var urdu = DemoArticle.URDU.thread();
        shelf.runs("DELETE FROM comment WHERE thread_id IN (SELECT id FROM thread WHERE key = '" + urdu + "')");
        var top = shelf.puts(aComment(urdu).named("عائشہ").saying(said).byModerator());

        assertThat(demo("").text()).doesNotContain(said);
        assertThat(raw.get("/demo/ur/").text())
                .contains("”آئی ٹی کے شعبے میں سنگِ میل: وزارت کی تقریب“ پر ایک تبصرہ")
                .contains("<span class=\"badge\">منتظم</span>")
                .contains("href=\"/demo/ur/?replyto=" + top + "#respond\"")
                .contains("aria-label=\"عائشہ کو جواب دیں\"")
                .contains(said);
    }

    @Test
    void offerAFormThatNeedsNoScript() {
        var page = demo("").text();

        assertThat(page)
                .contains("method=\"post\" action=\"/api/v1/sites/demo/comments\"")
                .contains("Leave a Reply")
                .contains("Your email address will not be published. Required fields are marked *")
                .contains("<label for=\"body\">Comment *</label>")
                .contains("<label for=\"name\">Name *</label>")
                .contains("<label for=\"email\">Email *</label>")
                .contains("Post Comment")
                .contains("name=\"website\"")
                .contains("name=\"url\" value=\"http://localhost:" + port + "/demo/\"")
                .contains("name=\"return\" value=\"http://localhost:" + port + "/demo/\"")
                .contains("id=\"greenroom-pending\"")
                .contains("Your comment is awaiting moderation.");
        assertThat(page.indexOf("<form")).isBetween(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
    }

    @Test
    void bringACommentInAndItsReaderBack() {
        var answer = posts(Map.of("name", "Ayesha", "email", newEmail(), "body", said));

        assertThat(answer).isEqualTo("http://localhost:" + port + "/demo/#greenroom-pending");
        assertThat(demo("").text()).doesNotContain(said);

        shelf.moves(idOf(said), Status.APPROVED);

        assertThat(demo("").text()).contains("One thought on").contains(said);
        assertThat(page(DemoPage.THREAD, "").path("thread").path("key").asString())
                .isEqualTo(DemoPage.THREAD);
    }

    @Test
    void bringAReplyToItsComment() {
        var top = shelf.puts(aComment(DemoPage.THREAD).named("Bilal & Co"));
        var form = demo("?replyto=" + top).text();
        assertThat(form).contains("Leave a Reply to <span dir=\"auto\">Bilal &amp; Co</span>");
        assertThat(form).contains("<input type=\"hidden\" name=\"parent\" value=\"" + top + "\">");

        posts(Map.of("name", "Ayesha", "email", newEmail(), "body", said, "parent", top.toString()));
        shelf.moves(idOf(said), Status.APPROVED);

        assertThat(demo("").text()).containsPattern("(?s)comment-" + top + ".*class=\"replies\">.*" + said);
    }

    @Test
    void answerNobodyWhoIsNotThere() {
        assertThat(demo("?replyto=" + UUID.fromString("01936f6e-8a4b-7c3d-9e2f-0123456789ab"))
                        .text())
                .doesNotContain("name=\"parent\"");
        assertThat(demo("?replyto=nonsense").status()).isEqualTo(400);
        assertThat(demo("?cursor=nonsense").status()).isEqualTo(400);
    }

    @Test
    void pageThroughALongThread() {
        for (int i = 1; i <= 51; i++) {
            shelf.putsSilently(aComment(DemoPage.THREAD).saying("number " + i + " " + said));
        }
        shelf.announces(DemoPage.THREAD);
        var first = demo("").text();
        assertThat(first).contains("number 50 " + said).doesNotContain("number 51 " + said);

        var next = first.replaceAll("(?s).*href=\"/demo/(\\?cursor=[A-Za-z0-9_-]+)#comments\".*", "$1");

        assertThat(demo(next).text()).contains("number 51 " + said).doesNotContain("number 50 " + said);
    }

    @Test
    void takeTheFormAwayFromAClosedThread() {
        var top = shelf.puts(aComment(DemoPage.THREAD));
        shelf.runs("UPDATE thread SET open = false WHERE key = '" + DemoPage.THREAD + "'");

        var page = demo("").text();

        assertThat(page).contains("Comments are closed.").contains("comment-" + top);
        assertThat(page).doesNotContain("<form").doesNotContain("?replyto=");
    }

    @Test
    void arePublicInOneWordOnly() {
        assertThat(raw.get("/.well-known/security.txt").status()).isEqualTo(404);
        assertThat(raw.get("/demo").status()).isEqualTo(404);
        assertThat(raw.get("/DEMO/").status()).isEqualTo(404);
    }

    /** As the page's form would, and tells where the browser is sent. */
    private String posts(Map<String, String> typed) {
        var own = "http://localhost:" + port;
        var fields = new java.util.TreeMap<>(typed);
        fields.put("thread", DemoPage.THREAD);
        fields.put("title", "MoITT Celebrates IT Milestones");
        fields.put("url", own + "/demo/");
        fields.put("return", own + "/demo/");
        fields.put("website", "");
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var answer = http.post()
                .uri("/api/v1/sites/demo/comments")
                .header("Origin", own)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isSeeOther()
                .returnResult(String.class);
        return String.valueOf(answer.getResponseHeaders().getLocation());
    }

    private UUID idOf(String body) {
        return await().atMost(PATIENCE)
                .until(
                        () -> database.sql("SELECT id FROM comment WHERE body = :body")
                                .bind("body", body)
                                .map(row -> row.get("id", UUID.class))
                                .one()
                                .block(PATIENCE),
                        id -> id != null);
    }
}
