package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import greenroom.service.RunningService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo article and its form, with JavaScript off: what a reader sees, sends, and gets back. */
class PlainFormTests extends RunningService {
    private BrowserContext window;
    private Page page;
    private final List<String> violations = new ArrayList<>();

    @BeforeEach
    void openAWindow() {
        window = Chromium.newWindow(new NewContextOptions().setJavaScriptEnabled(false));
        page = watched(window.newPage());
    }

    @AfterEach
    void closeIt() {
        window.close();
        assertThat(violations).as("what the browser complained of").isEmpty();
    }

    private Page watched(Page opened) {
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                violations.add(message.text());
            }
        });
        return opened;
    }

    private String demo() {
        return "http://localhost:" + port + "/demo/";
    }

    /** By its role: what stands in a noscript is no text to the browser's driver. */
    private Locator postComment() {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Post Comment"));
    }

    private void write(String body, String name, String email) {
        page.getByLabel("Comment *").fill(body);
        page.getByLabel("Name *").fill(name);
        page.getByLabel("Email *").fill(email);
        postComment().click();
    }

    private void approveAll() {
        database.sql("""
                        WITH shown AS (
                            UPDATE comment SET status = 'approved', published_at = now(), version = version + 1
                             WHERE status = 'pending' AND thread_id IN
                                   (SELECT id FROM thread WHERE key = 'moitt-it-milestones-2024')
                            RETURNING thread_id)
                        UPDATE thread SET published_count = published_count + (SELECT count(*) FROM shown)
                         WHERE key = 'moitt-it-milestones-2024'
                        """).fetch().rowsUpdated().block();
        database.sql("SELECT pg_notify('greenroom', 'thread demo moitt-it-milestones-2024')")
                .fetch()
                .all()
                .blockLast();
    }

    @Test
    void aReaderPostsAndIsToldThatTheCommentWaits() {
        page.navigate(demo());
        write("خوب کہا 👍", "عائشہ", newEmail());

        assertThat(page.url()).isEqualTo(demo() + "#greenroom-pending");
        var waiting = page.locator("#greenroom-pending");
        assertThat(waiting.isVisible()).isTrue();
        assertThat(waiting.textContent()).isEqualTo("Your comment is awaiting moderation.");
        assertThat(page.content()).doesNotContain("خوب کہا");

        approveAll();

        await().until(() -> {
            page.navigate(demo());
            return page.locator(".comments .text").allTextContents().stream()
                            .filter(text -> text.contains("خوب کہا"))
                            .count()
                    == 1;
        });
        var comment = page.locator(".comments [dir=rtl]");
        assertThat(comment.isVisible()).isTrue();
        assertThat(comment.textContent()).contains("خوب کہا");
    }

    @Test
    void whatWasTypedIsNotLostByAnErrorAndTheMendedFormGetsHome() {
        page.navigate(demo());
        page.getByLabel("Comment *").fill("<b>Well</b> \"said\" & done.");
        page.getByLabel("Name *").fill("Ayesha");
        page.getByLabel("Email *").fill("ayesha@nowhere.invalid");
        postComment().click();

        assertThat(page.getByRole(AriaRole.ALERT).textContent()).contains("Please enter a valid email address.");
        assertThat(page.getByLabel("Comment *").inputValue()).isEqualTo("<b>Well</b> \"said\" & done.");

        page.getByLabel("Email *").fill(newEmail());
        postComment().click();
        assertThat(page.url()).isEqualTo(demo() + "#greenroom-pending");
    }

    @Test
    void aPageThatHidesItsOriginIsToldWhy() throws IOException {
        var article = """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">
                <title>An article</title><form method="post" action="http://localhost:%d/api/v1/sites/demo/comments">
                <input type="hidden" name="thread" value="hidden"><input name="name" value="Ayesha">
                <input name="email" value="ayesha@example.org"><input name="body" value="Well said.">
                <button>Post Comment</button></form></html>
                """.formatted(port);
        var publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        publisher.createContext("/", exchange -> {
            var bytes = article.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        publisher.start();
        try {
            page.navigate("http://127.0.0.1:" + publisher.getAddress().getPort() + "/");
            postComment().click();

            assertThat(page.getByRole(AriaRole.STATUS).textContent()).contains("Origin: null");
        } finally {
            publisher.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT", "1280, DARK"})
    void pagesAreAccessibleAndFitTheScreen(int width, ColorScheme colours) {
        try (var looking = Chromium.newWindow(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setBypassCSP(true))) {
            for (String path :
                    List.of("/", "/demo/", "/demo/#greenroom-pending", "/demo/ur/", "/demo/ur/#greenroom-pending")) {
                var seen = looking.newPage();
                seen.navigate("http://localhost:" + port + path);
                showWhatIsThereWithoutScript(seen);
                assertAccessible(seen, path);
                screenshot(seen, path + "-" + width + "-" + colours);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"320, LIGHT", "1280, DARK"})
    void theErrorPageIsAccessibleAndFitsTheScreen(int width, ColorScheme colours) {
        try (var looking = Chromium.newWindow(new NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colours)
                .setBypassCSP(true))) {
            page = looking.newPage();
            page.navigate(demo());
            showWhatIsThereWithoutScript(page);
            page.getByLabel("Comment *").fill("Well said.");
            page.getByLabel("Name *").fill("Ayesha");
            page.getByLabel("Email *").fill("ayesha@nowhere.invalid");
            postComment().click();
            page.getByRole(AriaRole.ALERT).waitFor();

            assertAccessible(page, "error page");
            screenshot(page, "error-" + width + "-" + colours);
        }
    }

    /** For axe, which is a script itself: the widget goes, and what stands for it without JavaScript comes. */
    private static void showWhatIsThereWithoutScript(Page seen) {
        seen.evaluate("""
                document.querySelectorAll('greenroom-comments').forEach(widget => widget.remove())
                document.querySelectorAll('noscript').forEach(plain => plain.outerHTML = plain.textContent)
                location.hash = location.hash
                """);
    }

    private static void assertAccessible(Page seen, String what) {
        var found = new AxeBuilder(seen)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(found.stream().map(violation -> violation.getId() + ": " + violation.getNodes()))
                .as(what)
                .isEmpty();
        assertThat(seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(what + " is not wider than the screen")
                .isEqualTo(true);
    }

    private static void screenshot(Page seen, String name) {
        Pictures.take(seen, name);
    }
}
