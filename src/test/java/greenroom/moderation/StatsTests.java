package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ids.Ids;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatsTests extends AtAnArticle {
    private static final String STATS = "/api/v1/moderation/stats";

    /** A comment of some time ago. */
    private UUID submitted(Instant at, String status) {
        var early = Ids.earliest(at);
        var id = new UUID(early.getMostSignificantBits() | 0x7000, Ids.next().getLeastSignificantBits());
        store.run(
                "INSERT INTO comment (id, site_id, thread_id, name, body, status, submitted_at)"
                        + " VALUES (?, ?, ?, 'Ayesha', 'Well said.', ?, ?::timestamptz)",
                id,
                article.site(),
                article.id(),
                status,
                at.toString());
        return id;
    }

    private void decided(UUID comment, Instant at, String by, String from, String to) {
        var id = new UUID(
                Ids.earliest(at).getMostSignificantBits() | 0x7000, Ids.next().getLeastSignificantBits());
        store.run(
                "INSERT INTO audit (id, at, by_whom, action, site, comment_id, from_status, to_status)"
                        + " VALUES (?, ?::timestamptz, ?, 'decide', ?, ?, ?, ?)",
                id,
                at.toString(),
                by,
                site,
                comment,
                from,
                to);
    }

    private static Instant noon(int daysAgo) {
        return LocalDate.now(ZoneOffset.UTC).minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static JsonNode dayOf(JsonNode stats, int daysAgo) {
        var days = stats.path("perDay");
        return days.get(days.size() - 1 - daysAgo);
    }

    @Test
    void countsDayByDayAndFillsTheDaysOnWhichNothingHappened() {
        var first = submitted(noon(3), "approved");
        submitted(noon(3), "pending");
        submitted(noon(1), "spam");
        decided(first, noon(2), "zia", "pending", "rejected");
        decided(first, noon(1), "zia", "rejected", "approved");

        var stats = staff.get(STATS + "?days=5").isOk().json();

        assertThat(stats.path("perDay")).hasSize(5);
        assertThat(dayOf(stats, 4).toString())
                .isEqualTo("{\"day\":\"%s\",\"submitted\":0,\"approved\":0,\"rejected\":0,\"spam\":0}"
                        .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(4)));
        assertThat(dayOf(stats, 3).path("submitted").asInt()).isEqualTo(2);
        assertThat(dayOf(stats, 2).path("rejected").asInt()).isEqualTo(1);
        assertThat(dayOf(stats, 1).path("approved").asInt()).isEqualTo(1);
        assertThat(dayOf(stats, 1).path("spam").asInt()).isEqualTo(1);
        assertThat(stats.path("pending").asInt()).isEqualTo(1);
        assertThat(stats.path("oldestPendingAge").asDouble()).isGreaterThan(2 * 86_400);
    }

    @Test
    void tellsHowLongCommentsWaitedForTheirFirstDecision() {
        var start = noon(1).truncatedTo(ChronoUnit.SECONDS);
        for (int i = 1; i <= 100; i++) {
            var comment = submitted(start, "approved");
            decided(comment, start.plusSeconds(i), i <= 10 ? "zia" : "omar", "pending", "approved");
        }
        decided(submitted(start, "spam"), start.plusSeconds(50_000), "omar", "approved", "spam");

        var stats = staff.get(STATS + "?days=2").isOk().json();

        assertThat(stats.path("timeToDecision").path("median").asDouble()).isEqualTo(50.5);
        assertThat(stats.path("timeToDecision").path("p95").asDouble()).isEqualTo(95.05);
        assertThat(stats.path("moderators").toString())
                .isEqualTo("[{\"username\":\"omar\",\"decisions\":91,\"median\":55.5},"
                        + "{\"username\":\"zia\",\"decisions\":10,\"median\":5.5}]");
    }

    @Test
    void hasNoTimesWhereNothingWasDecided() {
        var stats = staff.get(STATS).isOk().json();

        assertThat(stats.path("perDay")).hasSize(30);
        assertThat(stats.path("oldestPendingAge").isNull()).isTrue();
        assertThat(stats.path("timeToDecision").path("median").isNull()).isTrue();
        assertThat(stats.path("moderators")).isEmpty();
    }

    @Test
    void isOfTheModeratorsSitesOnly() {
        var other = desk.site();
        desk.comment(desk.article(other)).add();
        desk.comment(article).add();

        assertThat(staff.get(STATS + "?days=1").isOk().json().path("pending").asInt())
                .isEqualTo(1);
        assertThat(staff.get(STATS + "?site={site}", other).problem()).isEqualTo("forbidden");
        var everybody = new Staff(http, desk.token(desk.moderator()));
        assertThat(everybody
                        .get(STATS + "?site={site}", other)
                        .isOk()
                        .json()
                        .path("pending")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void countsOneDayToAYear() {
        assertThat(staff.get(STATS + "?days=366").isOk().json().path("perDay")).hasSize(366);
        for (String days : new String[] {"0", "367", "-1", "many"}) {
            assertThat(staff.get(STATS + "?days=" + days).problem()).isEqualTo("bad-parameter");
        }
    }
}
