package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import greenroom.moderator.Browser;
import greenroom.service.RunningService;
import java.util.ArrayList;
import java.util.List;

/** A browser window at the desk, which writes down what the browser complains of. */
final class DeskWindow implements AutoCloseable {
    private static final double PATIENCE = 10_000;

    private final int port;
    private final BrowserContext window;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private DeskWindow(int port, NewContextOptions options) {
        this.port = port;
        this.window = Chromium.newWindow(options);
        window.setDefaultTimeout(PATIENCE);
        this.page = watched(window.newPage());
    }

    static DeskWindow at(int port) {
        return new DeskWindow(port, new NewContextOptions().setLocale("en"));
    }

    /** For axe, which brings a script of its own along. */
    static DeskWindow forLooking(int port, int width, ColorScheme colours, String language) {
        return new DeskWindow(
                port,
                new NewContextOptions()
                        .setViewportSize(width, 900)
                        .setColorScheme(colours)
                        .setLocale(language)
                        .setBypassCSP(true));
    }

    private Page watched(Page opened) {
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        opened.onPageError(complaints::add);
        return opened;
    }

    /** Lets the window have this session, as if it had signed in. */
    DeskWindow with(Browser signedIn) {
        window.addCookies(List.of(
                new Cookie("greenroom", signedIn.session())
                        .setDomain("localhost")
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSameSite(SameSiteAttribute.LAX),
                new Cookie("XSRF-TOKEN", signedIn.csrfToken())
                        .setDomain("localhost")
                        .setPath("/")
                        .setSameSite(SameSiteAttribute.STRICT)));
        return this;
    }

    DeskWindow as(String username) {
        return with(Browser.at(port).signIn(username, RunningService.PASSWORD));
    }

    DeskWindow open(String place) {
        page.navigate(address(place));
        page.locator("main *").first().waitFor();
        return this;
    }

    String address(String place) {
        return "http://localhost:" + port + "/moderate/" + place;
    }

    Page page() {
        return page;
    }

    BrowserContext window() {
        return window;
    }

    DeskWindow press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
        return this;
    }

    void assertAccessible(String what) {
        var found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                .analyze()
                .getViolations();
        assertThat(found.stream().map(violation -> violation.getId() + ": " + violation.getNodes()))
                .as(what)
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(what + " is not wider than the screen")
                .isEqualTo(true);
    }

    void screenshot(String name) {
        Pictures.take(page, "desk-" + name);
    }

    @Override
    public void close() {
        window.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }
}
