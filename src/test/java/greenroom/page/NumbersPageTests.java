package greenroom.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import greenroom.moderation.Desk;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers, as a moderator of one site sees them. */
class NumbersPageTests extends DeskPageTest {
    private static final int DAYS = 30;

    private Desk.Article article;
    private String site;
    private String moderator;

    /** Some each day, of which one waits still and the others were decided within two hours. */
    @BeforeEach
    void fillAMonth() {
        site = desk().site();
        article = desk().article(site);
        moderator = newPerson("moderator", site);
        store.run("""
                WITH days AS (SELECT n AS day, date_trunc('day', now(), 'UTC') - n * interval '1 day' AS start
                                FROM generate_series(0, ?) n),
                     luck AS (SELECT day, start, (day * 7 + i * 3) % 10 AS luck
                                FROM days, generate_series(1, 2 + (day * 5) % 7) i),
                     came AS (INSERT INTO comment (id, site_id, thread_id, name, body, status, submitted_at)
                              SELECT uuidv7(start - now()), ?, ?, 'Ayesha', 'Well said.',
                                     CASE WHEN luck < 1 THEN 'pending' WHEN luck < 7 THEN 'approved'
                                          WHEN luck < 9 THEN 'rejected' ELSE 'spam' END, start
                                FROM luck
                              RETURNING id, status, submitted_at)
                INSERT INTO audit (id, at, by_whom, action, site, comment_id, from_status, to_status)
                SELECT uuidv7(at - now()), at, by, 'decide', ?, id, 'pending', status
                  FROM (SELECT *, submitted_at + length(status) ^ 2 * interval '1 minute' AS at,
                               CASE status WHEN 'approved' THEN ? ELSE 'zia' END AS by
                          FROM came WHERE status <> 'pending') decided
                """, DAYS - 1, article.site(), article.id(), site, moderator);
    }

    @Test
    void drawsTheDaysAndHasThemAsATableToo() {
        window.as(moderator).open("numbers");
        var page = window.page();

        assertThat(page.locator(".plot canvas")).isVisible();
        assertThat(page.getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", Pattern.compile("Chart of 30 days: \\d+ submitted.*"));
        assertThat(drawnColours()).as("colours in the chart").isGreaterThan(3);

        page.getByText("Show as a table").click();
        assertThat(page.locator("details tbody tr")).hasCount(DAYS);
        var submitted = store.number("SELECT count(*) FROM comment WHERE site_id = ?", article.site());
        assertThat(page.locator("details tbody td.number:nth-of-type(1)").allTextContents().stream()
                        .mapToLong(Long::parseLong)
                        .sum())
                .isEqualTo(submitted);
        assertThat(page.locator("table.people")).containsText("zia");
    }

    /** Of the pixels in the chart, far apart from each other. */
    private int drawnColours() {
        return (Integer) window.page().evaluate("""
                () => {
                  const canvas = document.querySelector('.plot canvas');
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  const seen = new Set();
                  for (let i = 0; i < data.length; i += 4) {
                    if (data[i + 3] > 200) seen.add([data[i] >> 5, data[i + 1] >> 5, data[i + 2] >> 5].join());
                  }
                  return seen.size;
                }
                """);
    }

    @Test
    void theSpanIsInTheAddressAndLeadsBackToIt() {
        window.as(moderator).open("numbers");
        window.page().getByLabel("Period").selectOption("7");

        assertThat(window.page()).hasURL(window.address("numbers?days=7"));
        assertThat(window.page().locator("details tbody tr")).hasCount(7);
    }

    @Test
    void inForcedColoursEveryPartOfABarHasAColourOfTheirs() {
        window.page().emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        window.as(moderator).open("numbers");
        window.page().locator(".plot canvas").waitFor();

        var swatches = window.page()
                .evaluate(
                        "[...document.querySelectorAll('.swatch')].map(one => getComputedStyle(one).backgroundColor)");
        assertThat((List<?>) swatches).doesNotHaveDuplicates().hasSize(4);
        window.screenshot("numbers-forced-colours");
    }

    @Test
    void aModeratorSeesNoPlacesOfAdmins() {
        window.as(moderator).open("numbers");
        assertThat(window.page().locator(".bar nav")).containsText("Audit log");
        assertThat(window.page().locator(".bar nav")).not().containsText("Settings");

        window.open("settings/people");
        assertThat(window.page().locator("main")).containsText("This page is for admins");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT, en", "1440, DARK, ur", "1440, LIGHT, en"})
    void itIsAccessibleAndFitsTheScreen(int width, ColorScheme colours, String language) {
        looksWell(moderator, "numbers", width, colours, language);
    }
}
