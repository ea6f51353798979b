package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page costs what a page holds, however long the thread is and wherever in it the page stands. */
class PagingCostTests extends WindowTest {
    private static final int TOPS = 51;
    private static final int REPLIES_OF_EACH = 2;
    private static final Pattern ROWS = Pattern.compile("actual.* rows=([0-9]+)\\.?[0-9]* loops=([0-9]+)");

    private static final String A_LONG_THREAD = """
            WITH top AS (
                INSERT INTO comment (id, site_id, thread_id, name, body, status, submitted_at, published_at)
                SELECT ('01900000-0000-7000-8000-' || lpad(to_hex(t.id * 100000 + i), 12, '0'))::uuid, t.site_id, t.id,
                       'Ayesha', 'Well said.', 'approved', now(), now()
                  FROM thread t, generate_series(1, 5000) i WHERE t.key = '%1$s'
                RETURNING id, site_id, thread_id
            )
            INSERT INTO comment (id, site_id, thread_id, parent_id, root_id, depth, name, body, status, submitted_at,
                                 published_at)
            SELECT ('019' || i || substr(top.id::text, 5))::uuid, site_id, thread_id, id, id, 2,
                   'Bilal', 'Indeed.', 'approved', now(), now()
              FROM top, generate_series(1, 2) i
            """;

    @ParameterizedTest
    @ValueSource(strings = {"oldest", "newest"})
    void isThatOfAPage(String sort) {
        var thread = newThread();
        shelf.putsSilently(aComment(thread));
        shelf.runs(A_LONG_THREAD.formatted(thread));
        var middle = Objects.requireNonNull(database.sql("""
                        SELECT c.id FROM comment c JOIN thread t ON t.id = c.thread_id
                         WHERE t.key = :key AND c.parent_id IS NULL ORDER BY c.id OFFSET 2500 LIMIT 1
                        """)
                .bind("key", thread)
                .map(row -> Objects.requireNonNull(row.get("id", UUID.class)))
                .one()
                .block(PATIENCE));

        for (UUID after : List.of(new UUID(0, 0), new UUID(-1, -1), middle)) {
            for (String line : plan(sort, thread, after)) {
                var rows = ROWS.matcher(line);
                if (rows.find()) {
                    var read = Long.parseLong(rows.group(1)) * Long.parseLong(rows.group(2));
                    assertThat(read).as(line).isLessThanOrEqualTo(TOPS * (1 + REPLIES_OF_EACH));
                }
            }
        }
    }

    private List<String> plan(String sort, String thread, UUID after) {
        var statement = sort.equals("oldest") ? PublishedThreads.OLDEST_FIRST : PublishedThreads.NEWEST_FIRST;
        var plan = database.sql("EXPLAIN (ANALYZE, BUFFERS OFF) " + statement)
                .bind("site", siteId())
                .bind("thread", thread)
                .bind("days", 30)
                .bind("after", after)
                .bind("tops", TOPS)
                .bind("replies", PublishedThreads.MOST_REPLIES)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collectList()
                .block(PATIENCE);
        return Objects.requireNonNull(plan);
    }

    private int siteId() {
        return Objects.requireNonNull(database.sql("SELECT id FROM site WHERE key = 'demo'")
                .map(row -> Objects.requireNonNull(row.get("id", Integer.class)))
                .one()
                .block(PATIENCE));
    }
}
