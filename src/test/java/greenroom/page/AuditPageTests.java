package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.ColorScheme;
import greenroom.ids.Ids;
import greenroom.moderation.Desk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log, as a moderator of one site reads it. */
class AuditPageTests extends DeskPageTest {
    private static final int DECISIONS = 70;

    private String site;
    private String moderator;
    private UUID comment;

    @BeforeEach
    void fillALog() {
        Desk desk = desk();
        site = desk.site();
        moderator = newPerson("moderator", site);
        comment = desk.comment(desk.article(site)).saying("Well said.").add();
        store.run("""
                INSERT INTO audit (id, at, by_whom, action, site, comment_id, from_status, to_status, reason)
                SELECT uuidv7(n * interval '-1 minute'), now() - n * interval '1 minute', ?, 'decide', ?, ?,
                       'pending', 'rejected', 'Advertising, as we said in the morning'
                  FROM generate_series(1, ?) n
                """, moderator, site, comment, DECISIONS);
        store.run(
                "INSERT INTO audit (id, at, by_whom, action, site, comment_id, reason)"
                        + " VALUES (?, now(), 'zia', 'reveal-email', ?, ?, 'They asked us to')",
                Ids.next(),
                site,
                comment);
    }

    @Test
    void readsOnToTheEndAndLeadsToTheComment() {
        window.as(moderator).open("audit");
        assertThat(window.page().locator(".log > li")).hasCount(50);
        assertThat(window.page().locator(".log > li").first()).containsText("Revealed an email");
        assertThat(window.page().locator(".log > li").first()).containsText("They asked us to");

        button("Older entries").click();
        assertThat(window.page().locator(".log > li")).hasCount(DECISIONS + 1);
        assertThat(button("Older entries")).hasCount(0);

        window.page().locator(".log a").first().click();
        assertThat(window.page()).hasURL(window.address("comments/" + comment));
    }

    @Test
    void filtersAreInTheAddressAndGoAlongToTheCsv() {
        window.as(moderator).open("audit");
        window.page().getByLabel("Action").selectOption("reveal-email");
        assertThat(window.page()).hasURL(window.address("audit?action=reveal-email"));
        assertThat(window.page().locator(".log > li")).hasCount(1);
        assertThat(link("Download as CSV")).hasAttribute("href", "/api/v1/moderation/audit.csv?action=reveal-email");

        var table = window.page().waitForDownload(() -> link("Download as CSV").click());
        assertThat(read(table))
                .contains("reveal-email")
                .contains("They asked us to")
                .doesNotContain("decide");

        window.page().getByLabel("By (user name)").fill("nobody");
        window.press("Enter");
        assertThat(window.page()).hasURL(Pattern.compile("by=nobody"));
        assertThat(window.page().locator("main")).containsText("There are no such entries.");
    }

    private static String read(Download table) {
        try {
            return Files.readString(table.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, ur"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        looksWell(moderator, "audit", width, colours, language);
    }
}
