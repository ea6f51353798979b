package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thread on an article page, as a reader sees it and as it changes. */
class WidgetThreadTests extends WidgetTest {
    private Locator comment(String text) {
        return page.locator("article.comment", new Page.LocatorOptions().setHasText(text));
    }

    private List<String> texts() {
        return page.locator("article.comment .text").allTextContents();
    }

    @Test
    void repliesStandBelowWhatTheyAnswerAndAModeratorIsKnown() {
        var first = published(aComment().saying("Who built it?"));
        published(aComment().named("Omar").saying("Engineers.").answering(first));
        admin().replies(first, "Many hands.");
        await().until(() -> reader.sees(thread).size() == 3);
        opens();

        sees("3 comments");
        assertThat(page.locator("li li article").count()).isEqualTo(2);
        assertThat(page.locator(".badge").textContent()).isEqualTo("Moderator");
        var time = page.locator("time").first();
        assertThat(time.textContent()).contains("second");
        assertThat(time.getAttribute("title")).contains("20");
    }

    @Test
    void aReplyIsWrittenInPlaceAndCanBeCancelled() {
        var first = published(aComment().saying("Who built it?"));
        opens();
        body().fill("Half a tho");
        button("Leave a Reply to \u2068Ayesha\u2069").click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Leave a Reply to"))
                .waitFor();
        assertThat(page.locator("li > form").count()).isOne();
        assertThat(body().inputValue()).isEqualTo("Half a tho");
        assertThat(body().evaluate("it => it.matches(':focus')")).isEqualTo(true);

        presses("Cancel reply");
        assertThat(page.locator("li > form").count()).isZero();
        assertThat(body().inputValue()).isEqualTo("Half a tho");

        button("Leave a Reply to \u2068Ayesha\u2069").click();
        page.reload();
        page.locator("li > form").waitFor();
        fills("Half a thought.", "Omar", newEmail());
        presses("Post Comment");
        sees("Your comment is awaiting moderation.");
        assertThat(latest("parent_id")).isEqualTo(first);
        assertThat(page.locator("li li article").count()).isOne();
    }

    @Test
    void longThreadsComeInPagesAndInTheOrderThatIsAskedFor() {
        for (int i = 1; i <= 55; i++) {
            reader.submits(aComment().saying("Comment number " + i));
        }
        approveAll();
        opens();
        sees("55 comments");
        assertThat(texts()).hasSize(50).first().isEqualTo("Comment number 1");

        presses("Load more comments");
        await().until(() -> texts().size() == 55);
        assertThat(button("Load more comments").isVisible()).isFalse();

        page.getByRole(AriaRole.COMBOBOX).selectOption("newest");
        await().until(() -> texts().get(0).equals("Comment number 55"));
        assertThat(texts()).hasSize(50);
    }

    @Test
    void onesOwnCommentWaitsNoMoreOnceItIsApprovedOntoALaterPage() {
        for (int i = 1; i <= 50; i++) {
            reader.submits(aComment().saying("Comment number " + i));
        }
        approveAll();
        opens();
        fills("Number fifty-one.", "Ayesha", newEmail());
        presses("Post Comment");
        sees("Your comment is awaiting moderation.");
        admin().moves(latest("id"), "approved");
        await().until(() -> page.locator(".waiting").count() == 0);
        assertThat(texts()).hasSize(51).last().isEqualTo("Number fifty-one.");

        page.reload();
        page.locator(".when").first().waitFor();
        await().until(() -> page.locator("article").count() == 50);
        presses("Load more comments");
        await().until(() -> texts().contains("Number fifty-one."));
        assertThat(page.locator(".waiting").count()).isZero();
    }

    @Test
    void aPermalinkFindsItsCommentOnALaterPage() {
        for (int i = 1; i <= 52; i++) {
            reader.submits(aComment().saying("Comment number " + i));
        }
        approveAll();
        var last = latest("id");
        page.navigate(publisher.prints("/" + thread, "en", "<p>" + "Long story.<br>".repeat(300) + "</p>" + element(""))
                + "#greenroom-" + last);

        comment("Comment number 52").waitFor();
        await().until(() -> (Boolean) comment("Comment number 52").evaluate("it => it.matches(':focus')"));
        assertThat(page.locator(".found").count()).isOne();
    }

    @Test
    void aThreadFarBelowIsNotLoadedBeforeItIsNear() {
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        page.navigate(
                publisher.prints("/" + thread, "en", "<p>" + "Long story.<br>".repeat(300) + "</p>" + element("")));
        await().until(() -> (Boolean) page.evaluate("!!customElements.get('greenroom-comments')"));
        assertThat(asked).noneMatch(url -> url.contains("/comments?"));

        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        page.locator("form").waitFor();
        assertThat(asked.stream().filter(url -> url.contains("/comments?"))).hasSize(1);
        assertThat(asked.stream().filter(url -> url.endsWith("/embed.js"))).hasSize(1);
    }

    @Test
    void movedOnThePageItKeepsWhatWasTypedAndLoadsNothingAnew() {
        opens();
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        fills("Half a thought", "Ayesha", "a");
        page.evaluate("document.querySelector('h1').before(document.querySelector('greenroom-comments'))");

        assertThat(body().inputValue()).isEqualTo("Half a thought");
        assertThat(asked).noneMatch(url -> url.contains("/comments?"));
    }

    private List<String> counts() {
        return page.locator("greenroom-count").all().stream()
                .map(each -> String.valueOf(each.evaluate("it => it.shadowRoot.textContent")))
                .toList();
    }

    @Test
    void twoThreadsAndTheCountsOfAListShareAPage() {
        var other = newThread();
        published(aComment().saying("Well said."));
        published(aComment().to(other).saying("Of the other."));
        published(aComment().to(other).saying("Of the other too."));
        var asked = new ArrayList<String>();
        page.onRequest(request -> asked.add(request.url()));
        var count = "<greenroom-count site=\"" + site + "\" thread=\"%s\">…</greenroom-count>";
        page.navigate(publisher.prints("/" + thread, "en", """
                <p id="counts">%s, %s, %s</p>%s<greenroom-comments site="%s" thread="%s"></greenroom-comments>
                """.formatted(
                count.formatted(thread), count.formatted(other), count.formatted("none"), element(""), site, other)));

        await().until(() -> page.locator("form").count() == 2 && texts().size() == 3);
        await().until(() -> counts().equals(List.of("1 comment", "2 comments", "0 comments")));
        assertThat(asked.stream().filter(url -> url.contains("/counts?"))).hasSize(1);
    }

    @Test
    void aClosedThreadSaysSo() {
        published(aComment().saying("Well said."));
        store.run("UPDATE thread SET open = false WHERE key = ?", thread);
        store.text("SELECT pg_notify('greenroom', 'thread " + site + " " + thread + "')::text");
        await().until(() -> !reader.reads(thread).path("thread").path("open").asBoolean());
        page.navigate(publisher.prints("/" + thread, "en", element("")));

        sees("Comments are closed.");
        assertThat(page.locator("form").count()).isZero();
        assertThat(page.locator(".reply").isVisible()).isFalse();
    }

    @Test
    void whatIsApprovedWaitsBehindABarAndWhatIsRejectedGoes() {
        var first = published(aComment().saying("Well said."));
        opens();
        var other = reader.submits(aComment().named("Omar").saying("Just in.")).id();
        var reply =
                reader.submits(aComment().saying("Indeed.").answering(first)).id();
        admin().moves(other, "approved");
        sees("1 new comment");
        admin().moves(reply, "approved");
        presses("2 new comments");
        await().until(() -> texts().equals(List.of("Well said.", "Indeed.", "Just in.")));
        sees("3 comments");

        button("Leave a Reply to \u2068Ayesha\u2069").first().click();
        body().fill("Half a thought");
        admin().moves(first, "rejected");
        await().until(() -> texts().equals(List.of("Just in.")));
        sees("1 comment");
        assertThat(body().inputValue()).isEqualTo("Half a thought");
    }

    @Test
    void ownCommentsBecomePublicBeforeTheirAuthorsEyes() {
        opens();
        fills("Well said.", "Ayesha", newEmail());
        presses("Post Comment");
        sees("Your comment is awaiting moderation.");
        admin().moves(latest("id"), "approved");
        sees("1 comment");
        await().until(() -> page.locator(".waiting").count() == 0);
        assertThat(texts()).containsExactly("Well said.");

        presses("Withdraw");
        presses("Really withdraw?");
        sees("0 comments");
        assertThat(latest("status")).isEqualTo("withdrawn");
    }
}
