package greenroom.moderation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import greenroom.comment.DeskChange;
import greenroom.comment.PublishedCounts;
import greenroom.comment.Status;
import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.postgres.Transactions;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Applies decisions. Status, version, audit, author's counts, the thread's count and name, and the announcement change in
 * one transaction.
 *
 * <p>Locks are taken in one order everywhere: comments by id, then authors by id, then threads by id.
 */
@Component
class Decisions {
    /** Primary key. */
    private static final String LOCK = """
            SELECT id FROM comment WHERE id = ANY (:ids) ORDER BY id FOR UPDATE
            """;

    /**
     * Of two moderators who decide at once the later one saw an old version and changes nothing. The right to decide is asked
     * of the table here, where it counts. Served by primary keys.
     *
     * <p>An approval turns the digest that keeps the text from being sent again into one that also holds the client; a
     * rejection lets both go; spam keeps them.
     */
    private static final String DECIDE = """
            WITH asked AS (
                SELECT *
                  FROM unnest(:places::integer[], :ids::uuid[], :seen::integer[], :wanted::text[], :reasons::text[],
                              :entries::uuid[]) AS asked (place, id, seen, wanted, reason, entry)
            ), found AS (
                SELECT asked.*, comment.status, comment.version, comment.decided_by, comment.thread_id, comment.author_id, comment.site_id,
                       site.key AS site, thread.key AS thread,
                       comment.id IS NOT NULL AS known, moderator.username IS NOT NULL AS mine
                  FROM asked
                  LEFT JOIN comment ON comment.id = asked.id
                  LEFT JOIN site ON site.id = comment.site_id
                  LEFT JOIN thread ON thread.id = comment.thread_id
                  LEFT JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
            ), applied AS (
                UPDATE comment
                   SET status = found.wanted,
                       version = comment.version + 1,
                       decided_at = statement_timestamp(),
                       decided_by = :by,
                       published_at = CASE WHEN found.wanted = 'approved' THEN statement_timestamp()
                                           ELSE comment.published_at END,
                       repeat_key = CASE WHEN found.wanted = 'rejected' THEN NULL
                                         WHEN found.wanted = 'approved' AND comment.dedupe_key IS NOT NULL
                                         THEN sha256(comment.dedupe_key || comment.client_hash)
                                         ELSE comment.repeat_key END,
                       dedupe_key = CASE WHEN found.wanted IN ('approved', 'rejected') THEN NULL
                                         ELSE comment.dedupe_key END
                  FROM found
                 WHERE comment.id = found.id AND found.mine AND comment.version = found.seen
                   AND comment.status <> 'withdrawn' AND comment.status <> found.wanted
                RETURNING comment.id, comment.status, comment.version, comment.decided_by
            ), audited AS (
                INSERT INTO audit (id, by_whom, action, site, comment_id, author_id, thread, from_status, to_status, reason)
                SELECT found.entry, :by, 'decide', found.site, found.id, found.author_id, found.thread, found.status,
                       found.wanted, found.reason
                  FROM found JOIN applied ON applied.id = found.id
            )
            SELECT found.place, found.id, found.thread_id, found.author_id, found.site_id, found.status AS was,
                   CASE WHEN NOT found.known THEN 'not-found'
                        WHEN NOT found.mine THEN 'forbidden'
                        WHEN applied.id IS NOT NULL THEN 'applied'
                        WHEN found.status = found.wanted THEN 'unchanged'
                        ELSE 'conflict' END AS outcome,
                   coalesce(applied.status, found.status) AS status,
                   coalesce(applied.version, found.version) AS version,
                   coalesce(applied.decided_by, found.decided_by) AS decided_by
              FROM found LEFT JOIN applied ON applied.id = found.id
            """;

    /** Primary key. */
    private static final String CREDIT = """
            WITH locked AS MATERIALIZED (
                SELECT id FROM author WHERE id = ANY (:authors) ORDER BY id FOR UPDATE
            )
            UPDATE author
               SET approved = author.approved + change.approved, rejected = author.rejected + change.rejected
              FROM unnest(:authors::uuid[], :approved::integer[], :rejected::integer[])
                   AS change (author_id, approved, rejected)
              JOIN locked ON locked.id = change.author_id
             WHERE author.id = change.author_id
            """;

    /** Title and url of a thread are readers' text: the first approved comment's become its own. Primary keys. */
    private static final String NAME = """
            UPDATE thread
               SET title = comment.title, url = comment.url, named = true
              FROM unnest(:threads::bigint[], :comments::uuid[]) AS first (thread_id, comment_id)
              JOIN comment ON comment.id = first.comment_id
             WHERE thread.id = first.thread_id AND NOT thread.named
            """;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', :announcement)";

    private final DatabaseClient database;
    private final Transactions transactions;
    private final PublishedCounts counts;
    private final JsonMapper json;
    private final QueueMetrics metrics;

    Decisions(
            DatabaseClient database,
            Transactions transactions,
            PublishedCounts counts,
            JsonMapper json,
            QueueMetrics metrics) {
        this.database = database;
        this.transactions = transactions;
        this.counts = counts;
        this.json = json;
        this.metrics = metrics;
    }

    /** A decision and its place in the request. */
    private record Placed(int place, Decision decision) {}

    /** What the statement made of a decision, and what follows from it. */
    private record Judged(
            int place,
            DecisionResult result,
            @Nullable Status was,
            @Nullable Long thread,
            @Nullable UUID author,
            @Nullable Integer site) {
        boolean applied() {
            return result.outcome() == DecisionResult.Outcome.APPLIED;
        }

        boolean becomes(Status status) {
            return applied() && result.status() == status;
        }

        boolean leaves(Status status) {
            return applied() && was == status;
        }
    }

    /** The outcomes, in the order of the decisions, after the commit. */
    Mono<List<DecisionResult>> decide(Moderator by, List<Decision> decisions) {
        return transactions
                .whole(judged(by, decisions))
                .doOnNext(judged -> judged.forEach(this::count))
                .map(Decisions::results);
    }

    /** The same as a part of the caller's transaction, and not counted. */
    Mono<List<DecisionResult>> apply(Moderator by, List<Decision> decisions) {
        return judged(by, decisions).map(Decisions::results);
    }

    private static List<DecisionResult> results(List<Judged> judged) {
        return judged.stream().map(Judged::result).toList();
    }

    private Mono<List<Judged>> judged(Moderator by, List<Decision> decisions) {
        return lock(decisions)
                .thenMany(Flux.fromIterable(rounds(decisions)))
                .concatMap(round -> judge(by, round))
                .collectSortedList(Comparator.comparingInt(Judged::place))
                .delayUntil(judged -> follow(by, judged));
    }

    private void count(Judged one) {
        var to = one.result().status();
        if (one.applied() && to != null) {
            metrics.decided(to);
        }
        if (one.leaves(Status.PENDING)) {
            metrics.waited(one.result().id());
        }
    }

    private Mono<Void> lock(List<Decision> decisions) {
        return database.sql(LOCK)
                .bind("ids", column(decisions, Decision::id, UUID[]::new))
                .fetch()
                .all()
                .then();
    }

    /** One statement judges a comment once; where a request names one again, that decision is judged after the first. */
    private static List<List<Placed>> rounds(List<Decision> decisions) {
        var rounds = new ArrayList<List<Placed>>();
        var times = new HashMap<UUID, Integer>();
        for (int place = 0; place < decisions.size(); place++) {
            var round = times.merge(decisions.get(place).id(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(new Placed(place, decisions.get(place)));
        }
        return rounds;
    }

    private Flux<Judged> judge(Moderator by, List<Placed> round) {
        return database.sql(DECIDE)
                .bind("by", by.username())
                .bind("places", column(round, Placed::place, Integer[]::new))
                .bind("ids", column(round, placed -> placed.decision().id(), UUID[]::new))
                .bind("seen", column(round, placed -> placed.decision().seen(), Integer[]::new))
                .bind("wanted", column(round, placed -> placed.decision().to().code(), String[]::new))
                .bind("reasons", column(round, placed -> placed.decision().reason(), String[]::new))
                .bind("entries", column(round, placed -> Ids.next(), UUID[]::new))
                .map(Decisions::judged)
                .all();
    }

    private static Judged judged(Readable row) {
        var outcome = DecisionResult.Outcome.of(row.get("outcome", String.class));
        var id = row.get("id", UUID.class);
        var isTold = outcome != DecisionResult.Outcome.NOT_FOUND && outcome != DecisionResult.Outcome.FORBIDDEN;
        var result = isTold
                ? new DecisionResult(
                        id,
                        outcome,
                        status(row, "status"),
                        row.get("version", Integer.class),
                        row.get("decided_by", String.class))
                : new DecisionResult(id, outcome, null, null, null);
        return new Judged(
                row.get("place", Integer.class),
                result,
                status(row, "was"),
                row.get("thread_id", Long.class),
                row.get("author_id", UUID.class),
                row.get("site_id", Integer.class));
    }

    private static @Nullable Status status(Readable row, String column) {
        return Status.of(String.valueOf(row.get(column, String.class))).orElse(null);
    }

    private Mono<Void> follow(Moderator by, List<Judged> judged) {
        return credit(judged)
                .then(Mono.defer(() -> counts.recount(shownOrHidden(judged))))
                .then(Mono.defer(() -> name(judged)))
                .then(Mono.defer(() -> announce(by, judged)));
    }

    /** To who watches the desk; a hundred decisions take two announcements. */
    private Mono<Void> announce(Moderator by, List<Judged> judged) {
        var rows =
                judged.stream().filter(Judged::applied).map(Decisions::changed).toList();
        return Flux.fromIterable(rows)
                .buffer(DeskChange.MOST)
                .concatMap(some -> database.sql(ANNOUNCE)
                        .bind("announcement", new DeskChange("decided", by.username(), some).announcement(json))
                        .fetch()
                        .all())
                .then();
    }

    private static DeskChange.Row changed(Judged one) {
        var status = Objects.requireNonNull(one.result().status()).code();
        return new DeskChange.Row(
                one.result().id(),
                Objects.requireNonNull(one.site()),
                status,
                Objects.requireNonNull(one.result().version()),
                DeskChange.Row.more(one.was() == null ? null : one.was().code(), status));
    }

    private static Set<Long> shownOrHidden(List<Judged> judged) {
        return judged.stream()
                .filter(one -> one.becomes(Status.APPROVED) || one.leaves(Status.APPROVED))
                .map(Judged::thread)
                .collect(toSet());
    }

    private Mono<Void> credit(List<Judged> judged) {
        var byAuthor = judged.stream()
                .filter(one -> one.author() != null
                        && (change(one, Status.APPROVED) != 0 || change(one, Status.REJECTED) != 0))
                .collect(groupingBy(Judged::author));
        if (byAuthor.isEmpty()) {
            return Mono.empty();
        }
        var changes = List.copyOf(byAuthor.entrySet());
        return database.sql(CREDIT)
                .bind("authors", column(changes, Map.Entry::getKey, UUID[]::new))
                .bind("approved", column(changes, change -> sum(change.getValue(), Status.APPROVED), Integer[]::new))
                .bind("rejected", column(changes, change -> sum(change.getValue(), Status.REJECTED), Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static int sum(List<Judged> judged, Status status) {
        return judged.stream().mapToInt(one -> change(one, status)).sum();
    }

    private static int change(Judged one, Status status) {
        if (one.becomes(status)) {
            return 1;
        }
        return one.leaves(status) ? -1 : 0;
    }

    private Mono<Void> name(List<Judged> judged) {
        var first = new HashMap<Long, UUID>();
        judged.stream()
                .filter(one -> one.becomes(Status.APPROVED) && one.thread() != null)
                .forEach(one -> first.putIfAbsent(one.thread(), one.result().id()));
        if (first.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(NAME)
                .bind("threads", first.keySet().toArray(Long[]::new))
                .bind("comments", first.values().toArray(UUID[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    private static <T, V> V[] column(List<T> rows, Function<T, ? extends @Nullable V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
