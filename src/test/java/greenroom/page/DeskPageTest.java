package greenroom.page;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import greenroom.moderation.AtTheDesk;
import greenroom.moderator.Browser;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.node.JsonNodeFactory;

/** A window at the desk, and people to sit there. */
abstract class DeskPageTest extends AtTheDesk {
    DeskWindow window;

    @BeforeEach
    void openAWindow() {
        window = DeskWindow.at(port);
    }

    @AfterEach
    void closeIt() {
        window.close();
    }

    Browser admin() {
        return Browser.at(port).signIn("admin", PASSWORD);
    }

    /** A new account of these sites, or of all. */
    String newPerson(String role, String... sites) {
        var username = role + "-" + UUID.randomUUID().toString().substring(0, 8);
        var person = JsonNodeFactory.instance.objectNode();
        person.put("username", username)
                .put("displayName", "Sara Malik")
                .put("password", PASSWORD)
                .put("role", role);
        Stream.of(sites).forEach(person.putArray("sites")::add);
        admin().post("/api/v1/admin/moderators", person.toString());
        return username;
    }

    Locator button(String name) {
        return window.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    Locator link(String name) {
        return window.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    /** Looks at a place with axe, in this size and language, and keeps a picture. */
    void looksWell(String username, String place, int width, ColorScheme colours, String language) {
        try (var looking = DeskWindow.forLooking(port, width, colours, language)) {
            looking.as(username).open(place);
            looking.page().waitForLoadState(LoadState.NETWORKIDLE);
            looking.assertAccessible(place);
            looking.screenshot(place.replace("?", "-") + "-" + width + "-" + colours + "-" + language);
        }
    }
}
