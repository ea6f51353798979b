package greenroom.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.Status;
import greenroom.moderation.DecisionResult.Outcome;
import greenroom.moderator.Moderator;
import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.CannotCreateTransactionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Many moderators at once, and some who do not wait for the answer. */
class DecisionConcurrencyTests extends AtTheDesk {
    private static final List<Status> TARGETS = List.of(Status.PENDING, Status.APPROVED, Status.REJECTED, Status.SPAM);

    @Autowired
    private Decisions decisions;

    @Autowired
    private ConnectionPool pool;

    private Desk desk;
    private String site;
    private Moderator moderator;

    @BeforeEach
    void open() {
        desk = desk();
        site = desk.site();
        moderator = desk.moderator(site);
    }

    @Test
    void ofTwoAtOnceExactlyOneDecides() {
        var article = desk.article(site);
        var other = desk.moderator(site);
        for (int i = 0; i < 60; i++) {
            var id = desk.comment(article).add();

            var both = Desk.got(Mono.zip(
                    decisions.decide(moderator, List.of(new Decision(id, 1, Status.APPROVED, null))),
                    decisions.decide(other, List.of(new Decision(id, 1, Status.REJECTED, null)))));

            var results = List.of(both.getT1().get(0), both.getT2().get(0));
            assertThat(results)
                    .extracting(DecisionResult::outcome)
                    .containsExactlyInAnyOrder(Outcome.APPLIED, Outcome.CONFLICT);
            assertThat(results)
                    .extracting(DecisionResult::status)
                    .containsOnly(Status.of(desk.status(id)).orElseThrow());
            assertThat(desk.audit(id)).hasSize(1);
        }
    }

    @Test
    void fiftyBulkDecisionsAtOnceNeitherBlockEachOtherNorLoseCount() {
        var random = new Random(7);
        var deadlocksBefore = deadlocks();
        var articles = List.of(desk.article(site), desk.article(site), desk.article(site));
        var authors = List.of(desk.author(site, "a@example.org"), desk.author(site, "b@example.org"));
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 120; i++) {
            var article = articles.get(i % 3);
            var comment = desk.comment(article).by(authors.get(i % 2));
            ids.add((i >= 30 ? comment.under(ids.get(i % 30)) : comment).add());
        }

        var results = Desk.got(Flux.range(0, 50)
                .map(bulk -> some(ids, random))
                .flatMap(bulk -> decisions.decide(moderator, bulk).retryWhen(asClientsDo()), 50)
                .flatMapIterable(one -> one)
                .collectList());

        assertThat(results).hasSize(50 * 40);
        assertThat(deadlocks()).isEqualTo(deadlocksBefore);
        assertThat(results)
                .filteredOn(result -> result.outcome() == Outcome.APPLIED)
                .hasSize((int) desk.number("SELECT count(*) AS n FROM audit WHERE site = :site", Map.of("site", site)));
        assertEverythingAddsUp(ids.size(), articles);
    }

    /** Who finds no connection within a second is told to come back; nothing was done for them. */
    private static Retry asClientsDo() {
        return Retry.backoff(20, Duration.ofMillis(100)).filter(CannotCreateTransactionException.class::isInstance);
    }

    private long deadlocks() {
        return desk.number("SELECT deadlocks AS n FROM pg_stat_database WHERE datname = current_database()", Map.of());
    }

    private static List<Decision> some(List<UUID> ids, Random random) {
        var shuffled = new ArrayList<>(ids);
        Collections.shuffle(shuffled, random);
        return shuffled.stream()
                .limit(40)
                .map(id -> new Decision(id, 1 + random.nextInt(3), TARGETS.get(random.nextInt(TARGETS.size())), null))
                .toList();
    }

    private void assertEverythingAddsUp(int comments, List<Desk.Article> articles) {
        assertThat(desk.number("""
                        SELECT count(*) AS n FROM comment c JOIN site ON site.id = c.site_id
                         WHERE site.key = :site
                           AND c.version = 1 + (SELECT count(*) FROM audit WHERE audit.comment_id = c.id)
                           AND (c.version = 1 OR c.status = (SELECT to_status FROM audit WHERE audit.comment_id = c.id
                                                              ORDER BY id DESC LIMIT 1))
                        """, Map.of("site", site))).isEqualTo(comments);
        assertThat(desk.all("""
                        SELECT a.approved - (SELECT count(*) FROM comment c
                                              WHERE c.author_id = a.id AND c.status = 'approved') AS approved,
                               a.rejected - (SELECT count(*) FROM comment c
                                              WHERE c.author_id = a.id AND c.status = 'rejected') AS rejected
                          FROM author a JOIN site ON site.id = a.site_id WHERE site.key = :site
                        """, Map.of("site", site)))
                .allSatisfy(row -> assertThat(row).containsEntry("approved", 0L).containsEntry("rejected", 0L));
        for (var article : articles) {
            assertThat((long) desk.count(article)).isEqualTo(desk.number("""
                            SELECT count(*) AS n FROM comment c LEFT JOIN comment p ON p.id = c.parent_id
                             WHERE c.thread_id = :id AND c.status = 'approved'
                               AND (c.parent_id IS NULL OR p.status = 'approved')
                            """, Map.of("id", article.id())));
        }
    }

    @Test
    void whoHangsUpLeavesAWholeDecisionOrNone() {
        var random = new Random(11);
        var article = desk.article(site);
        var bulks = new ArrayList<List<Decision>>();
        for (int i = 0; i < 60; i++) {
            var reason = "bulk " + i;
            var bulk = new ArrayList<Decision>();
            for (int j = 0; j < 5; j++) {
                bulk.add(new Decision(desk.comment(article).add(), 1, Status.APPROVED, reason));
            }
            bulks.add(bulk);
        }

        Desk.got(Flux.fromIterable(bulks)
                .flatMap(
                        bulk -> decisions
                                .decide(moderator, bulk)
                                .takeUntilOther(Mono.delay(Duration.ofMillis(random.nextInt(12))))
                                .thenReturn(true),
                        20)
                .collectList());

        await().until(this::everythingIsDone);
        assertThat(desk.all(
                        "SELECT reason, count(*) AS n FROM audit WHERE site = :site GROUP BY reason",
                        Map.of("site", site)))
                .allSatisfy(row -> assertThat(row).containsEntry("n", 5L));
        assertThat((long) desk.count(article))
                .isEqualTo(desk.number(
                        "SELECT count(*) AS n FROM comment WHERE thread_id = :id AND status = 'approved'",
                        Map.of("id", article.id())));
    }

    private boolean everythingIsDone() {
        var metrics = pool.getMetrics().orElseThrow();
        return metrics.acquiredSize() == 0 && metrics.pendingAcquireSize() == 0;
    }
}
