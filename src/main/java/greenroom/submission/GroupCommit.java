package greenroom.submission;

import greenroom.postgres.CommitConnections;
import greenroom.postgres.CommitConnections.Unreachable;
import greenroom.submission.CommitLine.Waiting;
import greenroom.submission.SubmissionStore.Obstacle;
import greenroom.submission.SubmissionStore.Row;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Commits a batch and answers each of its callers: 202 means that the commit was confirmed, and where nobody can say
 * whether it was, the answer says that.
 *
 * <p>A commit whose answer was lost is tried once more with the same ids, which store nothing twice. A row that the store
 * refuses fails alone: the others of its batch are then committed one by one.
 */
@Component
final class GroupCommit {
    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    /** A little more than the server's own limit for a statement, so that the server is heard first. */
    private static final Duration FIRST_TRY = Duration.ofMillis(5_500);

    private static final Duration SECOND_TRY = Duration.ofSeconds(3);

    private final CommitConnections connections;
    private final SubmissionStore store;
    private final QueuedNews news;

    GroupCommit(CommitConnections connections, SubmissionStore store, QueuedNews news) {
        this.connections = connections;
        this.store = store;
        this.news = news;
    }

    /** How many batches may be under way at once. */
    int atOnce() {
        return connections.size();
    }

    /** Completes when every caller of the batch is answered. */
    Mono<Void> commit(List<Waiting> batch) {
        return attempt(batch, FIRST_TRY).onErrorResume(failure -> afterFailure(batch, failure));
    }

    private Mono<Void> attempt(List<Waiting> batch, Duration patience) {
        return connections.with(connection -> storeAndAnswer(connection, batch)).timeout(patience);
    }

    private Mono<Void> afterFailure(List<Waiting> batch, Throwable failure) {
        log.warn("A commit of {} failed: {}", batch.size(), failure.toString());
        if (nothingWasSent(failure) || wasRolledBack(failure)) {
            return answerAll(batch, Refusal.OVERLOADED);
        }
        if (refusesARow(failure)) {
            return oneByOne(batch, failure);
        }
        return attempt(batch, SECOND_TRY).onErrorResume(again -> answerAll(batch, Refusal.OUTCOME_UNKNOWN));
    }

    private Mono<Void> oneByOne(List<Waiting> batch, Throwable failure) {
        if (batch.size() == 1) {
            return Mono.fromRunnable(() -> batch.get(0).fail(failure));
        }
        return Flux.fromIterable(batch)
                .concatMap(waiting -> commit(List.of(waiting)))
                .then();
    }

    private static Mono<Void> answerAll(List<Waiting> batch, Refusal why) {
        return Mono.fromRunnable(() -> batch.forEach(waiting -> waiting.answer(new Commit.Turned(why))));
    }

    private static boolean nothingWasSent(Throwable failure) {
        return failure instanceof Unreachable;
    }

    /** The server itself said that the statement failed, and its reason passes: too slow, locked, full, deadlocked. */
    private static boolean wasRolledBack(Throwable failure) {
        var state = sqlState(failure);
        return state != null
                && (state.equals("57014") || state.equals("55P03") || state.startsWith("40") || state.startsWith("53"));
    }

    /** The server said that the statement failed for what it holds. Class 57P, its going down, says nothing of a commit. */
    private static boolean refusesARow(Throwable failure) {
        var state = sqlState(failure);
        return state != null && !state.startsWith("57") && !state.startsWith("08");
    }

    private static @Nullable String sqlState(Throwable failure) {
        return failure instanceof R2dbcException error && failure instanceof PostgresqlException
                ? error.getSqlState()
                : null;
    }

    private Mono<Void> storeAndAnswer(Connection connection, List<Waiting> batch) {
        return stored(connection, batch).flatMap(rows -> answerStored(connection, batch, rows));
    }

    private Mono<Map<UUID, Row>> stored(Connection connection, List<Waiting> batch) {
        return store.store(connection, arrivals(batch), news.mayGoAlong()).doOnNext(rows -> announce(batch, rows));
    }

    private void announce(List<Waiting> batch, Map<UUID, Row> rows) {
        batch.stream()
                .filter(waiting -> row(rows, waiting).untold())
                .map(Waiting::arrival)
                .forEach(arrival -> news.queued(arrival.id(), arrival.site()));
    }

    private Mono<Void> answerStored(Connection connection, List<Waiting> batch, Map<UUID, Row> rows) {
        var kept = batch.stream().filter(waiting -> row(rows, waiting).stored()).toList();
        kept.forEach(waiting -> waiting.answer(Commit.STORED));
        var left =
                batch.stream().filter(waiting -> !row(rows, waiting).stored()).toList();
        return left.isEmpty() ? Mono.empty() : answerLeft(connection, left, rows);
    }

    private Mono<Void> answerLeft(Connection connection, List<Waiting> left, Map<UUID, Row> rows) {
        return store.obstacles(connection, arrivals(left))
                .flatMap(obstacles -> answerObstructed(connection, left, rows, obstacles));
    }

    private Mono<Void> answerObstructed(
            Connection connection, List<Waiting> left, Map<UUID, Row> rows, Map<UUID, Obstacle> obstacles) {
        var free = left.stream()
                .filter(waiting -> !isAnswered(waiting, row(rows, waiting), obstacle(obstacles, waiting)))
                .toList();
        return free.isEmpty() ? Mono.empty() : onceMore(connection, free);
    }

    /** Answers what can be answered; false when nothing stands in the way any more. */
    private static boolean isAnswered(Waiting waiting, Row row, Obstacle obstacle) {
        var arrival = waiting.arrival();
        var keyId = obstacle.keyId();
        var keyAt = obstacle.keyAt();
        if (obstacle.own()) {
            waiting.answer(Commit.STORED);
        } else if (keyId != null && keyAt != null && !obstacle.keyIsOld()) {
            var isTheSame =
                    arrival.fingerprint() != null && arrival.fingerprint().equals(obstacle.keyFingerprint());
            waiting.answer(
                    isTheSame ? new Commit.Earlier(keyId, keyAt) : new Commit.Turned(Refusal.IDEMPOTENCY_KEY_REUSED));
        } else if (!row.open()) {
            waiting.answer(new Commit.Turned(Refusal.COMMENTS_CLOSED));
        } else if (obstacle.said() && !obstacle.saidIsOld()) {
            waiting.answer(new Commit.Turned(Refusal.DUPLICATE_COMMENT));
        } else {
            return false;
        }
        return true;
    }

    /** What stood in the way was older than a day, or has gone: make room, and store what is still free. */
    private Mono<Void> onceMore(Connection connection, List<Waiting> free) {
        return store.letGo(connection, arrivals(free))
                .then(stored(connection, free))
                .doOnNext(rows -> free.forEach(waiting -> waiting.answer(
                        row(rows, waiting).stored() ? Commit.STORED : new Commit.Turned(Refusal.OVERLOADED))))
                .then();
    }

    private static Row row(Map<UUID, Row> rows, Waiting waiting) {
        var id = waiting.arrival().id();
        return rows.getOrDefault(id, new Row(id, true, false, false));
    }

    private static Obstacle obstacle(Map<UUID, Obstacle> obstacles, Waiting waiting) {
        var id = waiting.arrival().id();
        return obstacles.getOrDefault(id, new Obstacle(id, false, null, null, null, false, false, false));
    }

    private static List<Arrival> arrivals(List<Waiting> batch) {
        return batch.stream().map(Waiting::arrival).toList();
    }
}
