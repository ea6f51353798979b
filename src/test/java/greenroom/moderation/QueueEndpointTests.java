package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ids.Ids;
import greenroom.moderation.QueueState.OfSite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class QueueEndpointTests extends AtTheDesk {
    @Autowired
    private Clock clock;

    private String site;
    private Desk.Article article;

    @BeforeEach
    void open() {
        site = desk().site();
        article = desk().article(site);
    }

    private UUID submitted(Duration ago, String status) {
        var at = Instant.now().minus(ago);
        var id = new UUID(
                Ids.earliest(at).getMostSignificantBits() | 0x7000, Ids.next().getLeastSignificantBits());
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

    private void left(Duration ago, UUID comment, String action, String to) {
        var at = Instant.now().minus(ago);
        store.run(
                "INSERT INTO audit (id, at, action, site, comment_id, from_status, to_status)"
                        + " VALUES (?, ?::timestamptz, ?, ?, ?, 'pending', ?)",
                new UUID(
                        Ids.earliest(at).getMostSignificantBits() | 0x7000,
                        Ids.next().getLeastSignificantBits()),
                at.toString(),
                action,
                site,
                comment,
                to);
    }

    /** Another one each time: an answer serves for five seconds. */
    private OfSite state() {
        var state = Objects.requireNonNull(
                new QueueEndpoint(database, clock).queue().block());
        assertThat(state.pending())
                .isEqualTo(state.sites().stream().mapToLong(OfSite::pending).sum());
        return state.sites().stream()
                .filter(one -> one.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsWhatWaitsAndHowItMoves() {
        submitted(Duration.ofHours(5), "pending");
        submitted(Duration.ofMinutes(20), "pending");
        left(Duration.ofMinutes(10), submitted(Duration.ofHours(2), "approved"), "decide", "approved");
        left(Duration.ofMinutes(9), submitted(Duration.ofHours(3), "rejected"), "decide", "rejected");
        left(Duration.ofMinutes(8), submitted(Duration.ofMinutes(30), "withdrawn"), "withdraw", "withdrawn");
        left(Duration.ofHours(2), submitted(Duration.ofHours(4), "approved"), "decide", "approved");
        submitted(Duration.ofMinutes(5), "spam");

        var state = state();

        assertThat(state.pending()).isEqualTo(2);
        assertThat(state.oldestSeconds()).isBetween(5 * 3600L, 5 * 3600L + 60);
        assertThat(state.inLastHour())
                .as("one waits, one was withdrawn, the spam never waited")
                .isEqualTo(2);
        assertThat(state.outLastHour()).isEqualTo(3);
        assertThat(state.clearsInSeconds())
                .as("one fewer in an hour, and two wait")
                .isEqualTo(7200);
    }

    @Test
    void doesNotTellWhenAQueueThatGrowsWillBeEmpty() {
        submitted(Duration.ofMinutes(20), "pending");

        assertThat(state().clearsInSeconds()).isNull();
    }

    @Test
    void tellsOfAnEmptyQueueThatItIsEmpty() {
        var state = state();

        assertThat(state.pending()).isZero();
        assertThat(state.oldestSeconds()).isNull();
        assertThat(state.clearsInSeconds()).isZero();
    }

    @Test
    void asksTheStoreOnceForAllWhoAskInFiveSeconds() {
        var endpoint = new QueueEndpoint(database, clock);
        var first = endpoint.queue().block();
        submitted(Duration.ofMinutes(1), "pending");

        assertThat(endpoint.queue().block()).isSameAs(first);
    }
}
