package greenroom.submission;

import static greenroom.service.Forms.aForm;
import static greenroom.service.PlainBrowser.page;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.PlainBrowser;
import greenroom.service.RunningService;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;

/** A form of a page without JavaScript, and the pages that answer it. */
class FormTests extends RunningService {
    private static final String ARTICLE = "https://news.example/article";

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser(http);
    }

    @Test
    void keepsWhatWasTyped() {
        var hostile = "\"><script>alert('1')</script>&amp;\u0000\r\n</textarea><img src=x onerror=alert(1)>";
        var page = page(
                browser.posts(aForm().with("name", hostile)
                        .with("email", "not an email" + hostile)
                        .with("body", "\n\nTwo lines above" + hostile)
                        .with("title", hostile)
                        .with("url", ARTICLE)
                        .with("return", "https://news.example/thanks")),
                422);

        assertThat(page)
                .contains("Your comment was not sent", "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;")
                .contains("name=\"return\" value=\"https://news.example/thanks\"")
                .contains("name=\"url\" value=\"" + ARTICLE + "\"")
                .contains(">\n\n\nTwo lines above")
                .doesNotContain("<script", "<img", "\u0000");
    }

    @Test
    void saysAllThatIsWrong() {
        var page =
                page(browser.posts(aForm().with("name", "").with("email", "x").with("body", "")), 422);

        assertThat(page).contains("enter your name", "enter a valid email", "type your comment");
    }

    @Test
    void canBeSentAgainOnceItIsMended() {
        var thread = newThread();
        var page = page(browser.posts(aForm().with("thread", thread).with("body", "")), 422);

        assertThat(page)
                .contains("method=\"post\" action=\"/api/v1/sites/demo/comments\"")
                .contains("name=\"thread\" value=\"" + thread + "\"");
        http.post()
                .uri("/api/v1/sites/demo/comments")
                .header("Origin", "http://localhost:" + port)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(aForm().with("thread", thread).encoded())
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void doesNotShowWhatThePitHolds() {
        var form = aForm().with("body", "");

        assertThat(page(browser.posts(form.with("website", "https://buy.example")), 422))
                .isEqualTo(page(browser.posts(form.with("website", "")), 422));
    }

    @Test
    void hasTheSameStatusAsJson() {
        var thread = newThread();
        var form = aForm().with("thread", thread);
        browser.posts(form);

        assertThat(page(browser.posts(form), 409)).contains("already said that", "Well said.");
        store.run("UPDATE thread SET open = false WHERE key = ?", thread);
        assertThat(page(browser.posts(form.with("body", "Kept")), 403)).contains("closed", "Kept");
    }

    @Test
    void isAPageForAnUnknownSiteToo() {
        http.post()
                .uri("/api/v1/sites/nowhere/comments")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(aForm().with("body", "Kept").encoded())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("Kept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "thread=a&thread=b",
                "name=a&name=a",
                "x=%",
                "x=%4",
                "x=%zz",
                "%f=x",
                "x=%FF",
                "x=%C3",
                "%C0%80=x",
                "x=%ED%A0%80"
            })
    void isRefusedWhereItCannotBeRead(String more) {
        var thread = newThread();

        assertThat(page(
                        browser.posts(
                                aForm().with("thread", thread).with("name", "b").encoded() + "&" + more),
                        400))
                .contains("role=\"status\"");
        assertThat(store.commentsIn(thread)).isZero();
    }

    @Test
    void isRefusedWithRawBytesThatAreNoUtf8() {
        http.post()
                .uri("/api/v1/sites/demo/comments")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(new byte[] {'x', '=', (byte) 0xFF})
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void isAPageWhenItIsTooLong() {
        assertThat(page(browser.posts(aForm().with("body", "b".repeat(65_536))), 413))
                .contains("64 KiB");
    }

    @Test
    void isAPageWhenItComesFromElsewhere() {
        for (String origin : List.of("null", "https://evil.example")) {
            var page = http.post()
                    .uri("/api/v1/sites/demo/comments")
                    .header("Origin", origin)
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .bodyValue(aForm().encoded())
                    .exchange()
                    .expectStatus()
                    .isForbidden()
                    .expectHeader()
                    .contentType("text/html;charset=UTF-8")
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(page).contains(origin.equals("null") ? "Referrer-Policy" : "not among the site");
        }
    }

    @Test
    void takesEmptyFieldsAndOthersForNone() {
        browser.posts(aForm().with("parent", "")
                                .with("url", "")
                                .with("return", "")
                                .encoded() + "&&nonsense&x=1")
                .expectStatus()
                .isOk();
    }

    @Test
    void readsPlusAsSpaceAndAnyCharacter() {
        var thread = newThread();
        browser.posts("thread=" + thread
                        + "&name=Ayesha+%F0%9F%91%A9&email=plus%2Bsign%40example.org&body=a+b%2Bc%26d%3De")
                .expectStatus()
                .isOk();

        assertThat(store.text(
                        "SELECT name || ': ' || c.body FROM comment c JOIN thread t ON t.id = c.thread_id WHERE t.key = ?",
                        thread))
                .isEqualTo("Ayesha 👩: a b+c&d=e");
    }

    @Test
    void namesAllOriginsOfTheSiteWhereTheMendedFormMayGo() {
        var site = newSite("{}", "https://b.example", "https://a.example:8443");

        http.post()
                .uri("/api/v1/sites/{site}/comments", site)
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(aForm().with("body", "").encoded())
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .endsWith("form-action 'self' https://a.example:8443 https://b.example"));
    }
}
