package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.audit.Action;
import greenroom.comment.Status;
import greenroom.moderation.QueueFilter.Sort;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** No list looks through all comments, however many there are, and whether its plan knows the parameters or not. */
@TestInstance(Lifecycle.PER_CLASS)
class QueuePlansTests extends AtTheDesk {
    private static final int COMMENTS = 200_000;
    private static final String SITE = "crowded";

    /** For frequent words an index in order is looked through until the page is full. */
    private static final int AN_ORDERED_WALK = 60_000;

    private static final String THREADS = """
            WITH s AS (INSERT INTO site (key, name, origins) VALUES ('crowded', 'Crowded', '{}') RETURNING id)
            INSERT INTO thread (site_id, key) SELECT s.id, 'thread-' || i FROM s, generate_series(1, 500) AS i
            """;

    private static final String AUTHORS = """
            INSERT INTO author (id, site_id)
            SELECT ('0190' || lpad(to_hex(i), 8, '0') || '7000' || '8000' || '000000000000')::uuid, site.id
              FROM site, generate_series(1, 20000) AS i WHERE site.key = 'crowded'
            """;

    private static final String COMMENTS_OF_ALL_STATUSES = """
            INSERT INTO comment (id, site_id, thread_id, author_id, name, body, status, submitted_at, locale, signals)
            SELECT ('0191' || lpad(to_hex(i), 8, '0') || '7000' || '8000' || '000000000000')::uuid, t.site_id, t.id,
                   ('0190' || lpad(to_hex(1 + i % 20000), 8, '0') || '7000' || '8000' || '000000000000')::uuid,
                   'Reader ' || i, 'Everybody says this, word' || i % 1000 || ' and unique' || i,
                   CASE WHEN i % 100 = 0 THEN 'pending' WHEN i % 100 < 80 THEN 'approved' WHEN i % 100 < 90 THEN 'rejected'
                        WHEN i % 100 < 99 THEN 'spam' ELSE 'withdrawn' END,
                   now(), CASE WHEN i % 3 = 0 THEN 'en-GB' WHEN i % 3 = 1 THEN 'ur' END,
                   CASE WHEN i % 5 = 0 THEN '[{"code": "links", "detail": "Holds 2 links"}]'::jsonb
                        WHEN i % 4000 = 1 THEN '[{"code": "rare", "detail": "Seldom"}]' ELSE '[]' END
              FROM generate_series(:from, :to) AS i
              JOIN (SELECT thread.id, thread.site_id, row_number() OVER (ORDER BY thread.id) - 1 AS n
                      FROM thread JOIN site ON site.id = thread.site_id WHERE site.key = 'crowded') AS t ON t.n = i % 500
            """;

    private static final String ENTRIES = """
            INSERT INTO audit (id, by_whom, action, site, comment_id, from_status, to_status)
            SELECT ('0191' || lpad(to_hex(i), 8, '0') || '7001' || '8000' || '000000000000')::uuid, 'person-' || i % 7,
                   CASE WHEN i % 500 = 0 THEN 'reveal-email' ELSE 'decide' END, 'crowded',
                   ('0191' || lpad(to_hex(1 + i % 200000), 8, '0') || '7000' || '8000' || '000000000000')::uuid,
                   'pending', 'approved'
              FROM generate_series(:from, :to) AS i
            """;

    @Autowired
    private JdbcConnectionDetails owner;

    @Autowired
    private ModerationQueue queue;

    @Autowired
    private Transactions transactions;

    private Desk desk;
    private Moderator everywhere;
    private Moderator limited;

    @BeforeAll
    void crowd() {
        desk = desk();
        desk.run(THREADS, Map.of());
        desk.run(AUTHORS, Map.of());
        for (int from = 1; from <= COMMENTS; from += 20_000) {
            desk.run(COMMENTS_OF_ALL_STATUSES, Map.of("from", from, "to", from + 19_999));
            desk.run(ENTRIES, Map.of("from", from, "to", from + 19_999));
        }
        asOwner("ANALYZE");
        everywhere = desk.moderator();
        limited = desk.moderator(SITE, desk.site());
    }

    /** The other tests share the database. */
    @AfterAll
    void leave() {
        asOwner("DELETE FROM comment USING site WHERE site.id = comment.site_id AND site.key = 'crowded'");
    }

    /** What the statement answers, line by line. The service's own role may refresh no statistics, for it owns no table. */
    private List<String> asOwner(String statement) {
        var login = new Properties();
        login.put("user", owner.getUsername());
        login.put("password", owner.getPassword());
        login.put("preferQueryMode", "simple");
        try (var connection = DriverManager.getConnection(owner.getJdbcUrl(), login);
                var running = connection.createStatement()) {
            var lines = new ArrayList<String>();
            if (running.execute(statement)) {
                var rows = running.getResultSet();
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final UUID MIDDLE = UUID.fromString("01910001-86a0-7000-8000-000000000000");
    private static final UUID AUTHOR = UUID.fromString("01900000-0064-7000-8000-000000000000");

    private static QueueFilter filter(
            @Nullable Status status,
            @Nullable String site,
            @Nullable String thread,
            @Nullable String words,
            @Nullable UUID author,
            Sort sort) {
        return new QueueFilter(status, site, thread, words, author, null, Period.EVER, sort, 50, MIDDLE);
    }

    private static Map<String, QueueFilter> filters(Sort sort) {
        var filters = new LinkedHashMap<String, QueueFilter>();
        filters.put("all", filter(null, null, null, null, null, sort));
        filters.put("pending", filter(Status.PENDING, null, null, null, null, sort));
        filters.put("withdrawn", filter(Status.WITHDRAWN, null, null, null, null, sort));
        filters.put("site", filter(null, SITE, null, null, null, sort));
        filters.put("site, pending", filter(Status.PENDING, SITE, null, null, null, sort));
        filters.put("thread", filter(null, null, "thread-7", null, null, sort));
        filters.put("thread, site, spam", filter(Status.SPAM, SITE, "thread-7", null, null, sort));
        filters.put("author", filter(null, null, null, null, AUTHOR, sort));
        filters.put("author, words", filter(Status.APPROVED, SITE, null, "everybody", AUTHOR, sort));
        filters.put("a word that one has", filter(null, null, null, "unique100", null, sort));
        filters.put("a word that some have", filter(null, SITE, null, "word17", null, sort));
        filters.put("a word that all have", filter(null, null, null, "everybody", null, sort));
        filters.put("a word that all have, pending", filter(Status.PENDING, SITE, null, "says", null, sort));
        filters.put("a word that all have, thread", filter(null, null, "thread-7", "says", null, sort));
        filters.put("a fragment of a word", filter(null, null, null, "ique1234", null, sort));
        filters.put("another form of a word", filter(Status.APPROVED, SITE, null, "uniques", null, sort));
        filters.put("a rare signal", signalled("rare", null, sort));
        filters.put("a frequent signal", signalled("links", null, sort));
        filters.put("a frequent signal, words", signalled("links", "word17", sort));
        return filters;
    }

    private static QueueFilter signalled(String signal, @Nullable String words, Sort sort) {
        return new QueueFilter(null, SITE, null, words, null, signal, Period.EVER, sort, 50, MIDDLE);
    }

    @Test
    void noListOfCommentsLooksThroughAllOfThem() {
        var plans = new ArrayList<String>();
        for (Moderator me : List.of(everywhere, limited)) {
            for (Sort sort : Sort.values()) {
                filters(sort).forEach((name, filter) -> plans.add(name + " " + sort + "\n" + plan(me, filter)));
            }
        }

        assertThat(plans).noneMatch(plan -> plan.contains("Seq Scan on comment"));
        assertThat(plans).allMatch(plan -> lookedAtInVain(plan) <= (plan.contains("word") ? AN_ORDERED_WALK : 1_000));
    }

    private static int lookedAtInVain(String plan) {
        return Pattern.compile("Rows Removed by Filter: ([0-9]+)")
                .matcher(plan)
                .results()
                .mapToInt(removed -> Integer.parseInt(removed.group(1)))
                .sum();
    }

    private String plan(Moderator me, QueueFilter filter) {
        var explain = database.sql("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) "
                + filter.statement(me).sql());
        var plan = queue.bound(explain, me, filter)
                .bind("limit", 51)
                .map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collect(Collectors.joining("\n"));
        return Desk.got(transactions.whole(database.sql("SET LOCAL plan_cache_mode = force_custom_plan")
                .fetch()
                .rowsUpdated()
                .then(plan)));
    }

    private static String lines(GenericExecuteSpec explain) {
        return Desk.got(explain.map(row -> String.valueOf(row.get(0, String.class)))
                .all()
                .collect(Collectors.joining("\n")));
    }

    @Test
    void noPlanMadeWithoutTheParametersLooksThroughAllComments() {
        for (QueueStatement statement : QueueStatement.values()) {
            assertThat(genericPlan(statement.sql())).as(statement.name()).doesNotContain("Seq Scan on comment");
            assertThat(genericPlan(statement.counting().sql()))
                    .as("counts " + statement.name())
                    .doesNotContain("Seq Scan on comment");
        }
        for (String numbers : List.of(StatsSql.WAITING, StatsSql.SUBMITTED, StatsSql.DECIDED, QueueEndpoint.QUEUE)) {
            assertThat(genericPlan(numbers)).doesNotContain("Seq Scan on comment", "Seq Scan on audit");
        }
        for (AuditStatement statement : AuditStatement.values()) {
            assertThat(genericPlan(statement.sql())).as(statement.name()).doesNotContain("Seq Scan on audit");
        }
    }

    private String genericPlan(String statement) {
        var numbered = statement
                .replace(":statuses", "$1::text[]")
                .replace(":sites", "$10::text[]")
                .replace(":site", "$2::text")
                .replace(":signal", "$11::jsonb")
                .replace(":languages", "$12::text[]")
                .replace(":fragment", "$13::text")
                .replace(":parts", "$17::text[]")
                .replace(":starts", "$14::uuid[]")
                .replace(":start", "$6::uuid")
                .replace(":ends", "$15::uuid[]")
                .replace(":days", "$16::date[]")
                .replace(":words", "$3::text")
                .replace(":thread", "$4::text")
                .replace(":author", "$5::uuid")
                .replace(":after", "$6::uuid")
                .replace(":end", "$9::uuid")
                .replace(":limit", "$7::bigint")
                .replace(":by", "$8::text")
                .replace(":before", "$6::uuid")
                .replace(":comment", "$5::uuid")
                .replace(":action", "$3::text")
                .replace(":whom", "$4::text")
                .replace(":me", "$8::text")
                .replace(":since", "$6::uuid")
                .replace(":most", "$7::bigint");
        return String.join("\n", asOwner("EXPLAIN (GENERIC_PLAN) " + numbered));
    }

    @Test
    void noListOfTheAuditLooksThroughAllOfIt() {
        var filters = List.of(
                new AuditFilter(null, null, null, null, 50, MIDDLE),
                new AuditFilter(Action.DECIDE, null, null, null, 50, MIDDLE),
                new AuditFilter(Action.REVEAL_EMAIL, "person-3", null, null, 50, MIDDLE),
                new AuditFilter(Action.DECIDE, "person-3", SITE, null, 50, MIDDLE),
                new AuditFilter(null, null, SITE, null, 50, MIDDLE),
                new AuditFilter(null, null, null, MIDDLE, 50, null));
        for (Moderator me : List.of(everywhere, limited)) {
            for (AuditFilter filter : filters) {
                var explain = database.sql("EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) "
                        + filter.statement(me).sql());
                assertThat(lines(AuditTrail.bound(explain, me, filter)))
                        .as(filter.toString())
                        .doesNotContain("Seq Scan on audit");
            }
        }
    }
}
