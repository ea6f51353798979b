package greenroom.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand comments and the fastest fingers there are. */
class QueueSpeedTests extends QueueTest {
    private static final int MANY = 2_000;
    private static final int KEYS = 600;

    /** Sixty keys a second, by the clock of the page. */
    private static final String TYPE = """
            (count) => new Promise((resolve) => {
              const keys = ['a', 'r', 's', 'a'];
              const start = performance.now();
              let done = 0;
              const go = () => {
                const due = Math.min(count, Math.ceil((performance.now() - start) * 60 / 1000));
                for (; done < due; done += 1) {
                  document.activeElement.dispatchEvent(
                    new KeyboardEvent('keydown', { key: keys[done % 4], bubbles: true, cancelable: true }));
                }
                if (done < count) setTimeout(go, 4);
                else resolve();
              };
              go();
            })
            """;

    /** Each a millisecond after the one before, by the time in its id (RFC 9562, version 7). */
    private static final String MORE = """
            INSERT INTO comment (id, site_id, thread_id, author_id, name, body, client_hash, submitted_at)
            SELECT (lpad(to_hex(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint + later), 12, '0')
                    || substr(replace(id::text, '-', ''), 13))::uuid,
                   site_id, thread_id, author_id, 'Reader ' || later, 'One of many, number ' || later, client_hash,
                   submitted_at
              FROM comment CROSS JOIN generate_series(1, ?) AS later
             WHERE id = ?::uuid
            """;

    @BeforeEach
    void fillTheQueue() {
        store.run(MORE, MANY - 1, waiting.comment("Ayesha", "The first of many."));
    }

    @Test
    void sixtyDecisionsASecondAreNeitherDroppedNorDoubled() {
        var desk = desk();
        sees(desk, "The first of many.");

        desk.page().evaluate(TYPE, KEYS);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(inStore("pending")).isEqualTo(MANY - KEYS));
        assertThat(decisions()).isEqualTo(KEYS);
        assertThat(inStore("approved")).isEqualTo(KEYS / 2);
        assertThat(store.number(
                        "SELECT count(*) FROM comment JOIN site ON site.id = comment.site_id WHERE site.key = ? AND version > 2",
                        site))
                .isZero();
        sees(desk, "One of many, number " + KEYS);
        PlaywrightAssertions.assertThat(desk.page().locator(".conflicts")).isHidden();
    }

    @Test
    void onlyWhatIsNearIsInTheDocument() {
        var desk = desk();
        sees(desk, "The first of many.");
        for (int i = 1; i <= 60; i++) {
            desk.press("j");
            sees(desk, "One of many, number " + i);
        }

        assertThat(cards(desk).count()).isLessThan(60);
    }
}
