package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** On pages that allow little, or that are out to disturb; every article of these tests has a strict policy. */
class WidgetSafetyTests extends WidgetTest {
    private static final String HOSTILE = "Hi <img src=x onerror=alert(1)> **there** <https://example.org/a?b&c>";

    @Test
    void htmlOfOthersIsShownAsTheServiceMadeItSafe() {
        published(aComment().named("<b>Eve</b>").saying(HOSTILE));
        opens();

        assertThat(page.locator("article b").textContent()).isEqualTo("<b>Eve</b>");
        assertThat(page.locator("article .text").innerHTML())
                .contains("&lt;img src=x onerror=alert(1)&gt; <strong>there</strong>")
                .contains("rel=\"nofollow ugc noopener noreferrer\"");
    }

    @Test
    void aBrowserWithoutASanitizerUsesThePolicyOfItsName() {
        published(aComment().saying(HOSTILE));
        page.addInitScript("delete Element.prototype.setHTML");
        opens();

        assertThat(page.locator("article .text strong").textContent()).isEqualTo("there");
    }

    @Test
    void whereNoPolicyIsAllowedItsTextIsShown() {
        published(aComment().saying("Well **said**."));
        page.addInitScript(
                "delete Element.prototype.setHTML; trustedTypes.createPolicy = () => { throw new TypeError() }");
        opens();

        assertThat(page.locator("article .text").textContent()).isEqualTo("Well said.");
    }

    @Test
    void aServiceThatIsDownIsASentenceAndARetry() {
        var isDown = new AtomicBoolean(true);
        page.route("**/api/**", route -> {
            if (isDown.get()) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.navigate(publisher.prints("/" + thread, "en", element("")));
        seesThatCommentsAreNotThere();

        isDown.set(false);
        presses("Try again");
        sees("Leave a Reply");
    }

    @Test
    void aPageThatShadowsNamesDisturbsNothing() {
        published(aComment().saying("Well said."));
        page.navigate(publisher.prints("/" + thread, "en", """
                <form name="createElement"></form><form name="querySelector"></form><form id="fetch"></form>
                <img name="title" alt=""><form name="visibilityState"></form><form id="customElements"></form>
                """ + element("")));
        page.locator("article.comment").waitFor();
        fills("Well said.", "Omar", newEmail());
        presses("Post Comment");
        sees("Your comment is awaiting moderation.");
        assertThat(latest("title")).isEqualTo("Milestones");
    }

    @Test
    void anotherOriginIsToldNothing() {
        var stranger = new Publisher(service());
        try {
            page.navigate(stranger.prints("/", "en", element("")));
            seesThatCommentsAreNotThere();
        } finally {
            stranger.close();
            forgetComplaints();
        }
    }

    @Test
    void thePageItselfDoesNotMove() {
        opens();
        var top = page.locator("h1").boundingBox().y;
        published(aComment().saying("Well said."));
        page.reload();
        page.locator("article.comment").waitFor();
        assertThat(page.locator("h1").boundingBox().y).isEqualTo(top);
        await().until(() -> page.locator("form").isVisible());
    }
}
