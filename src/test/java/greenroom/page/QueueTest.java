package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import greenroom.moderator.Browser;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A site of its own with comments that wait, and moderators in windows who look at that site. */
abstract class QueueTest extends RunningService {
    protected String site;
    protected Waiting waiting;
    private final List<DeskWindow> windows = new ArrayList<>();

    @BeforeEach
    void openASite() {
        site = newSite("{}", ORIGIN);
        waiting = new Waiting(new Reader(http, site), newThread());
    }

    @AfterEach
    void closeTheWindows() {
        windows.forEach(DeskWindow::close);
    }

    /** The admin's window at the queue of this test's site. */
    protected DeskWindow desk() {
        return desk("admin");
    }

    protected DeskWindow desk(String username) {
        var window = DeskWindow.at(port).as(username).open("?site=" + site);
        windows.add(window);
        return window;
    }

    /** Hires somebody; the username. */
    protected String moderator(String displayName) {
        var username = "m-" + UUID.randomUUID().toString().substring(0, 8);
        var answer = Browser.at(port)
                .signIn("admin", PASSWORD)
                .post(
                        "/api/v1/admin/moderators",
                        Browser.object(
                                "username", username,
                                "password", PASSWORD,
                                "displayName", displayName,
                                "role", "moderator"));
        assertThat(answer.status()).isEqualTo(201);
        return username;
    }

    protected static Locator cards(DeskWindow desk) {
        return desk.page().locator(".card:not(.taken)");
    }

    protected static Locator current(DeskWindow desk) {
        return desk.page().locator(".card.current");
    }

    protected static Locator button(DeskWindow desk, String name) {
        return desk.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Waits until a comment is in front of the moderator that says this. */
    protected static void sees(DeskWindow desk, String text) {
        PlaywrightAssertions.assertThat(current(desk)).containsText(text);
    }

    protected void becomes(String comment, String status) {
        await().untilAsserted(() -> assertThat(store.statusOf(comment)).isEqualTo(status));
    }

    protected long inStore(String status) {
        return store.number(
                "SELECT count(*) FROM comment JOIN site ON site.id = comment.site_id WHERE site.key = ? AND status = ?",
                site,
                status);
    }

    protected long decisions() {
        return store.number("SELECT count(*) FROM audit WHERE site = ? AND action = 'decide'", site);
    }
}
