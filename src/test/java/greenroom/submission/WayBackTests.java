package greenroom.submission;

import static greenroom.service.Forms.aForm;
import static greenroom.service.PlainBrowser.page;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.PlainBrowser;
import greenroom.service.RunningService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Where a browser is sent when a form was taken. */
class WayBackTests extends RunningService {
    private static final String ARTICLE = "https://news.example/article";

    private PlainBrowser browser;

    @BeforeEach
    void open() {
        browser = new PlainBrowser(http);
    }

    private static void goesTo(ResponseSpec answer, String place) {
        answer.expectStatus()
                .isEqualTo(303)
                .expectHeader()
                .valueEquals(HttpHeaders.LOCATION, place)
                .expectBody()
                .isEmpty();
    }

    @Test
    void goesBackToTheArticle() {
        var thread = newThread();

        goesTo(browser.posts(aForm().with("thread", thread).with("url", ARTICLE)), ARTICLE + "#greenroom-pending");

        assertThat(store.commentsIn(thread)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example/thanks, https://news.example/thanks#greenroom-pending",
        "https://news.example, https://news.example/#greenroom-pending",
        "https://news.example/a?b=c%20d#place, https://news.example/a?b=c%20d#greenroom-pending",
        "HTTPS://News.Example:443/A/../b, https://news.example/A/../b#greenroom-pending",
        "https://news.example/ہے, https://news.example/%DB%81%DB%92#greenroom-pending",
        "' https://news.example/x ', https://news.example/x#greenroom-pending",
        "https://news.example?a=//evil.example, https://news.example/?a=//evil.example#greenroom-pending",
        "https://news.example/%0d%0aSet-Cookie:x, https://news.example/%0d%0aSet-Cookie:x#greenroom-pending",
    })
    void goesWhereTheFormSays(String back, String place) {
        goesTo(browser.posts(aForm().with("url", ARTICLE).with("return", back)), place);
    }

    @Test
    void goesToThisServiceItself() {
        var demo = "http://localhost:" + port + "/demo/";

        goesTo(browser.posts(aForm().with("return", demo)), demo + "#greenroom-pending");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example@evil.example/",
                "https://news.example:pass@evil.example/",
                "https://user@news.example/",
                "https://news.example.evil.example/",
                "https://news.example%2eevil.example/",
                "https://news.example%00.evil.example/",
                "https://news.example\\\\evil.example/",
                "https:\\\\news.example/",
                "https://evil.example\\@news.example/",
                "//evil.example/",
                "//news.example/",
                "/article",
                "https:news.example",
                "https:///news.example",
                "http://news.example/",
                "https://news.example:8443/",
                "https://news.example:80/",
                "https://news.example:443@evil.example/",
                "https://news.example./",
                "https://xn--news-example/",
                "https://nеws.example/",
                "https://news。example/",
                "https://ⓝews.example/",
                "https://news.example/\r\nSet-Cookie: a=b",
                "https://news.example/\u0000",
                "https://news.example/a b",
                "javascript:alert(1)//https://news.example/",
                "data:text/html,https://news.example/",
                "ftp://news.example/",
                "https://news.example:99999/",
                "https://[::1]/",
                "https://evil.example/?https://news.example/",
                "https://evil.example#https://news.example/",
                "%68ttps://news.example/",
                "null",
                ""
            })
    void goesNowhereElse(String hostile) {
        goesTo(browser.posts(aForm().with("url", ARTICLE).with("return", hostile)), ARTICLE + "#greenroom-pending");
        assertThat(page(browser.posts(aForm().with("return", hostile)), 200)).contains("Thank you");
        if (!hostile.isEmpty() && !hostile.equals("null")) {
            assertThat(page(browser.posts(aForm().with("url", hostile)), 422)).contains("address");
        }
    }

    @Test
    void saysThanksWhereThereIsNoWayBack() {
        assertThat(page(browser.posts(aForm()), 200)).contains("role=\"status\"", "Thank you");
    }
}
