package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByTextOptions;
import com.microsoft.playwright.options.AriaRole;
import greenroom.service.Admin;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A reader's browser on the article page of a newspaper, with the two lines that a publisher pastes. */
abstract class WidgetTest extends RunningService {
    Publisher publisher;
    BrowserContext window;
    Page page;
    String site;
    String thread;

    private final List<String> complaints = new ArrayList<>();

    @BeforeEach
    void openAnArticle() {
        publisher = new Publisher(service());
        site = newSite(settings(), publisher.origin());
        thread = newThread();
        reader = new Reader(http, site);
        window = Chromium.newWindow(options());
        page = watched(window.newPage());
    }

    @AfterEach
    void closeIt() {
        window.close();
        publisher.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    String settings() {
        return "{}";
    }

    NewContextOptions options() {
        return new NewContextOptions().setViewportSize(1280, 900);
    }

    String service() {
        return "http://localhost:" + port;
    }

    /** Any word of the browser on its console but that of a request that failed is a fault of ours. */
    Page watched(Page opened) {
        opened.setDefaultTimeout(15_000);
        opened.onPageError(complaints::add);
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !message.text().contains("Failed to load resource")
                    && !message.text().contains("net::ERR")) {
                complaints.add(message.text());
            }
        });
        return opened;
    }

    void forgetComplaints() {
        complaints.clear();
    }

    /** All that waits in the thread, as decisions leave it in the store. */
    void approveAll() {
        store.run("""
                WITH shown AS (
                    UPDATE comment SET status = 'approved', published_at = now(), version = version + 1
                     WHERE status = 'pending' AND thread_id IN
                           (SELECT t.id FROM thread t JOIN site s ON s.id = t.site_id WHERE t.key = ? AND s.key = ?)
                    RETURNING thread_id)
                UPDATE thread SET published_count = published_count + (SELECT count(*) FROM shown)
                 WHERE id IN (SELECT thread_id FROM shown)
                """, thread, site);
        store.text("SELECT pg_notify('greenroom', 'thread " + site + " " + thread + "')::text");
        await().until(() -> reader.reads(thread).path("thread").path("count").asInt() > 0);
    }

    String element(String attributes) {
        return "<greenroom-comments site=\"%s\" thread=\"%s\" %s></greenroom-comments>"
                .formatted(site, thread, attributes);
    }

    /** Opens an article in a language, whose element has these attributes besides. */
    void opens(String language, String attributes) {
        page.navigate(publisher.prints("/" + thread, language, element(attributes)));
        page.locator("form").waitFor();
    }

    void opens() {
        opens("en", "");
    }

    Locator body() {
        return page.getByLabel("Comment *");
    }

    void fills(String body, String name, String email) {
        body().fill(body);
        page.getByLabel("Name *").fill(name);
        page.getByLabel("Email *").fill(email);
    }

    void presses(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void sees(String text) {
        page.getByText(text, new GetByTextOptions().setExact(true)).first().waitFor();
    }

    void seesThatCommentsAreNotThere() {
        page.getByText("The comments could not be loaded.").waitFor();
    }

    Submissions aComment() {
        return Submissions.aSubmission().to(thread);
    }

    /** A comment of somebody else, approved. */
    String published(Submissions comment) {
        var id = reader.submits(comment).id();
        admin().moves(id, "approved");
        return id;
    }

    Admin admin() {
        return Admin.signedIn(port, http);
    }

    /** A column of the comment that was submitted last. */
    String latest(String column) {
        return String.valueOf(store.text("SELECT " + column + "::text FROM comment ORDER BY id DESC LIMIT 1"));
    }

    long submitted() {
        return store.number(
                "SELECT count(*) FROM comment c JOIN thread t ON t.id = c.thread_id JOIN site s ON s.id = t.site_id"
                        + " WHERE t.key = ? AND s.key = ?",
                thread,
                site);
    }

    static void assertAccessible(Page seen, String what) {
        var found = new AxeBuilder(seen)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .disableRules(List.of("region", "landmark-one-main"))
                .analyze()
                .getViolations();
        assertThat(found.stream().map(violation -> violation.getId() + ": " + violation.getNodes()))
                .as(what)
                .isEmpty();
        assertThat(seen.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(what + " is not wider than the screen")
                .isEqualTo(true);
    }

    static void screenshot(Page seen, String name) {
        Pictures.take(seen, "widget-" + name);
    }
}
