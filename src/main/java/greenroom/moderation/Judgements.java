package greenroom.moderation;

import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds decisions against the comments as they stand, and applies those that may be: status, version and audit change in one
 * statement. What else must change then, {@link Consequences} know.
 */
@Component
class Judgements {
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

    private final DatabaseClient database;

    Judgements(DatabaseClient database) {
        this.database = database;
    }

    /** A decision and its place in the request. */
    private record Placed(int place, Decision decision) {}

    /** What became of each, in the order of the decisions; part of the caller's transaction. */
    Mono<List<Judged>> of(Moderator by, List<Decision> decisions) {
        return lock(decisions)
                .thenMany(Flux.fromIterable(rounds(decisions)))
                .concatMap(round -> judge(by, round))
                .collectSortedList(Comparator.comparingInt(Judged::place));
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
                .map(Judged::of)
                .all();
    }

    private static <T, V> V[] column(List<T> rows, Function<T, ? extends @Nullable V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
