package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** "Leave a Reply" on an article page: posting, and everything that keeps what was typed. */
class WidgetPostingTests extends WidgetTest {
    private static final String PENDING = "Your comment is awaiting moderation.";

    private void answers(Route route, int status, Map<String, String> headers, String body) {
        var all = new HashMap<>(headers);
        all.put("Access-Control-Allow-Origin", publisher.origin());
        all.put("Access-Control-Expose-Headers", "Retry-After");
        route.fulfill(new FulfillOptions()
                .setStatus(status)
                .setHeaders(all)
                .setContentType("application/problem+json")
                .setBody(body));
    }

    private static boolean isPost(Route route) {
        return route.request().method().equals("POST");
    }

    @Test
    void aReaderPostsAndSeesTheCommentWaitUntilItIsDecided() {
        opens();
        sees("0 comments");
        sees("Leave a Reply");
        sees("Your email address will not be published. Required fields are marked *");
        fills("خوب **کہا** 👍", "عائشہ", newEmail());
        presses("Post Comment");

        sees(PENDING);
        assertThat(page.locator("article strong").textContent()).isEqualTo("کہا");
        assertThat(body().inputValue()).isEmpty();

        page.reload();
        sees(PENDING);
        assertThat(page.getByLabel("Name *").inputValue()).isEqualTo("عائشہ");

        admin().moves(latest("id"), "approved");
        page.reload();
        sees("1 comment");
        assertThat(page.getByText(PENDING).count()).isZero();
        assertThat(button("Withdraw").count()).isOne();
    }

    @Test
    void errorsStandBesideTheirFieldsAndNothingTypedIsLost() {
        opens();
        presses("Post Comment");
        sees("Please fill in this field.");
        assertThat(body().evaluate("it => it.matches(':focus')")).isEqualTo(true);

        fills("<b>Well</b> said.", "Ayesha", "ayesha@nowhere.invalid");
        presses("Post Comment");
        sees("Please enter a valid email address.");
        var email = page.getByLabel("Email *");
        assertThat(email.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(email.evaluate("it => it.matches(':focus')")).isEqualTo(true);
        assertThat(body().inputValue()).isEqualTo("<b>Well</b> said.");

        email.fill(newEmail());
        presses("Post Comment");
        sees(PENDING);
    }

    @Test
    void aLostNetworkSendsOnceMoreWithTheSameKey() {
        opens();
        var keys = new ArrayList<String>();
        page.route("**/comments", route -> {
            if (!isPost(route)) {
                route.resume();
                return;
            }
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                // stored, but the answer is lost
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");

        sees(PENDING);
        assertThat(keys).hasSize(2);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
        assertThat(submitted()).isOne();
        page.reload();
        sees(PENDING);
        assertThat(page.locator(".waiting footer button").count()).isZero();

        admin().moves(latest("id"), "approved");
        page.reload();
        page.locator("li[id]:not(.waiting)").waitFor();
        assertThat(page.locator(".waiting").count()).isZero();
    }

    @Test
    void aLimitIsWaitedForInSightAndThenTheCommentIsSent() {
        opens();
        var tries = new AtomicInteger();
        page.route("**/comments", route -> {
            if (isPost(route) && tries.incrementAndGet() == 1) {
                answers(route, 429, Map.of("Retry-After", "2"), "{\"type\":\"urn:greenroom:problem:rate-limited\"}");
            } else {
                route.resume();
            }
        });
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");

        sees("You are posting comments too quickly. Slow down.");
        page.getByText("Try again in").waitFor();
        assertThat(body().inputValue()).isEqualTo("Well said.");
        sees(PENDING);
        assertThat(tries).hasValue(2);
    }

    @Test
    void aServiceThatIsBusyLeavesTheDraftAndItsKeyForTheNextVisit() {
        opens();
        var keys = new ArrayList<String>();
        page.route("**/comments", route -> {
            if (isPost(route) && keys.isEmpty()) {
                keys.add(route.request().headers().get("idempotency-key"));
                answers(route, 503, Map.of("Retry-After", "600"), "{\"type\":\"urn:greenroom:problem:overloaded\"}");
            } else {
                if (isPost(route)) {
                    keys.add(route.request().headers().get("idempotency-key"));
                }
                route.resume();
            }
        });
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");
        sees("Your comment has not been sent yet.");

        page.reload();
        assertThat(body().inputValue()).isEqualTo("Well said.");
        presses("Try again");

        sees(PENDING);
        assertThat(keys).hasSize(2);
        assertThat(keys.get(1)).isEqualTo(keys.get(0));
    }

    @Test
    void nameAndEmailAreKeptOnlyForThoseWhoAskForIt() {
        opens();
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");
        sees(PENDING);
        assertThat(kept()).noneMatch(key -> key.equals("greenroom:me"));

        fills("Well said indeed.", "Ayesha", newEmail());
        page.getByLabel("Save my name and email in this browser for the next time I comment.")
                .check();
        presses("Post Comment");
        await().until(() -> kept().contains("greenroom:me"));
        assertThat(kept()).allMatch(key -> key.matches("greenroom:(me|receipts:.*)"));

        var later = watched(window.newPage());
        later.navigate(page.url());
        later.getByLabel("Name *").waitFor();
        assertThat(later.getByLabel("Name *").inputValue()).isEqualTo("Ayesha");
    }

    private List<String> kept() {
        return List.of(String.valueOf(page.evaluate("Object.keys(localStorage).join()"))
                .split(",", -1));
    }

    @Test
    void theRoomIsCountedInCodePointsOnceItGetsNarrow() {
        opens();
        page.getByLabel("Name *").fill("a".repeat(80));
        assertThat(page.locator(".room").allTextContents()).containsOnly("");
        page.getByLabel("Name *").fill("👍".repeat(99));
        sees("99 / 100");
        page.getByLabel("Name *").fill("👍".repeat(103));
        sees("103 / 100");
        sees("This is too long.");
    }

    @Test
    void aPreviewShowsTheMarkdownAndNoMarkup() {
        opens();
        body().fill("""
                *Well* **said**, `she` ~~did~~ [here](https://example.org/a)
                and https://example.org/b.

                > quoted
                > twice

                1. one
                2. two
                   - below

                ```
                code <b>
                ```

                <img src=x onerror=alert(1)> [bad](javascript:alert(1))
                """);
        presses("Preview");

        var preview = page.locator(".preview");
        assertThat(preview.innerHTML())
                .contains("<em>Well</em> <strong>said</strong>, <code>she</code> <del>did</del> "
                        + "<a href=\"https://example.org/a\">here</a><br>and "
                        + "<a href=\"https://example.org/b\">https://example.org/b</a>.")
                .contains("<blockquote><p>quoted<br>twice</p></blockquote>")
                .contains("<ol><li><p>one</p></li><li><p>two</p><ul><li><p>below</p></li></ul></li></ol>")
                .contains("<pre><code>code &lt;b&gt;</code></pre>")
                .contains("&lt;img src=x onerror=alert(1)&gt; [bad](javascript:alert(1))");
        assertThat(body().isVisible()).isFalse();
        presses("Preview");
        assertThat(body().isVisible()).isTrue();
    }

    @Test
    void whatAMachineFillsInIsTaken() {
        opens();
        fills("Well said.", "Ayesha", newEmail());
        page.locator("[name=website]").evaluate("it => it.value = 'https://spam.example'");
        presses("Post Comment");
        sees(PENDING);
        assertThat(latest("status")).isEqualTo("spam");
    }

    @Test
    void anAuthorEditsAndWithdrawsWhatStillWaits() {
        opens();
        fills("Wel said.", "Ayesha", newEmail());
        presses("Post Comment");
        sees(PENDING);

        presses("Edit");
        page.locator("article textarea").fill("Well said.");
        presses("Save");
        sees("Well said.");
        assertThat(latest("body")).isEqualTo("Well said.");

        presses("Withdraw");
        presses("Really withdraw?");
        sees("Your comment has been withdrawn.");
        assertThat(page.locator("article").count()).isZero();
        assertThat(latest("status")).isEqualTo("withdrawn");
    }

    @Test
    void whatTheServiceAloneKnowsIsToldInItsWords() {
        opens();
        page.route("**/comments", route -> {
            if (isPost(route)) {
                answers(
                        route,
                        403,
                        Map.of(),
                        "{\"type\":\"urn:greenroom:problem:proof-required\",\"detail\":\"A proof of work is missing.\"}");
            } else {
                route.resume();
            }
        });
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");

        sees("A proof of work is missing.");
        assertThat(body().inputValue()).isEqualTo("Well said.");
    }

    @Test
    void aRefusalIsToldOnce() {
        opens();
        var email = newEmail();
        fills("Well said.", "Ayesha", email);
        presses("Post Comment");
        sees(PENDING);
        fills("Well said.", "Ayesha", email);
        presses("Post Comment");
        sees("Duplicate comment detected; it looks as though you’ve already said that!");
        assertThat(body().inputValue()).isEqualTo("Well said.");
    }
}
