package greenroom.submission;

import greenroom.ids.Ids;
import greenroom.postgres.Column;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The statements of the group commit. The first is the whole of it for almost every batch: one round trip, one commit.
 *
 * <p>A statement outside a transaction is one of its own: when it has completed, it is committed.
 */
@Component
final class SubmissionStore {
    /**
     * Stores a batch, making threads and authors that are new, and tells of each row whether it is in. Rows of a
     * thread that is closed, or too old for its site, stay out, and so do those that a unique index knows: {@link #EARLIER} finds out which.
     *
     * <p>Served by thread (site_id, key), author (site_id, email_lookup), comment_by_author and comment_repeat. New threads
     * and authors are made in one order, so that two batches never wait for each other in a circle; {@code DO UPDATE}
     * because a row that another batch has just made is not in this statement's snapshot, but is returned by it.
     *
     * <p>It is planned once, often while the tables are empty, so nothing may hang on their size: each look-up is a scalar
     * subquery that one index serves ({@code OFFSET 0} keeps the other conditions from tempting the planner to another),
     * and joins are between rows of this batch only.
     */
    static final String STORE = """
            WITH input AS (
                SELECT *
                  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::uuid[],
                              $8::int[], $9::text[], $10::uuid[], $11::bytea[], $12::bytea[], $13::text[], $14::text[],
                              $15::text[], $16::boolean[], $17::text[], $18::text[], $19::real[], $20::bigint[],
                              $21::bytea[], $22::bytea[], $23::bytea[], $24::bytea[], $25::bytea[], $26::bytea[],
                              $31::int[])
                    AS i(id, site_id, thread_key, url, title, parent_id, root_id,
                         depth, name, new_author_id, email_lookup, email_sealed, email_mask, body,
                         locale, notify_replies, status, signals, score, submitted_at,
                         receipt_hash, client_hash, idempotency_key, fingerprint, dedupe_key, repeat_key,
                         auto_close_days)
            ), known AS MATERIALIZED (
                SELECT i.*,
                       (i.thread).id AS thread_id,
                       thread_is_open((i.thread).open, (i.thread).created_at, (i.thread).kept_open, i.auto_close_days)
                           AS open,
                       (i.author).id AS author_id,
                       (i.author).standing AS standing
                  FROM (SELECT i.*,
                               (SELECT t FROM thread t WHERE t.site_id = i.site_id AND t.key = i.thread_key) AS thread,
                               (SELECT a FROM author a
                                 WHERE a.site_id = i.site_id AND a.email_lookup = i.email_lookup) AS author
                          FROM input i OFFSET 0) i
            ), new_thread AS (
                INSERT INTO thread (site_id, key)
                SELECT DISTINCT k.site_id, k.thread_key FROM known k
                 WHERE k.thread_id IS NULL
                 ORDER BY k.site_id, k.thread_key
                ON CONFLICT (site_id, key) DO UPDATE SET key = excluded.key
                RETURNING id, site_id, key, open
            ), new_author AS (
                INSERT INTO author (id, site_id, email_lookup, email_sealed, email_mask)
                SELECT DISTINCT ON (k.site_id, k.email_lookup)
                       k.new_author_id, k.site_id, k.email_lookup, k.email_sealed, k.email_mask
                  FROM known k
                 WHERE k.author_id IS NULL AND k.open IS NOT FALSE
                 ORDER BY k.site_id, k.email_lookup
                ON CONFLICT (site_id, email_lookup) DO UPDATE SET standing = author.standing
                RETURNING id, site_id, email_lookup
            ), placed AS MATERIALIZED (
                SELECT k.id, coalesce(k.thread_id, t.id) AS thread_id, coalesce(k.open, t.open) AS open,
                       coalesce(k.author_id, a.id) AS author_id
                  FROM known k
                  LEFT JOIN new_thread t ON t.site_id = k.site_id AND t.key = k.thread_key
                  LEFT JOIN new_author a ON a.site_id = k.site_id AND a.email_lookup = k.email_lookup
            ), stored AS (
                INSERT INTO comment (id, site_id, thread_id, author_id, parent_id, root_id, depth, name, body, locale, url,
                                     title, notify_replies, status, signals, score, submitted_at, receipt_hash, client_hash,
                                     idempotency_key, fingerprint, dedupe_key)
                SELECT k.id, k.site_id, p.thread_id, p.author_id, k.parent_id, k.root_id, k.depth, k.name, k.body, k.locale,
                       k.url, k.title, k.notify_replies, CASE k.standing WHEN 'banned' THEN 'spam' ELSE k.status END,
                       CASE k.standing WHEN 'banned' THEN $29::jsonb WHEN 'trusted' THEN $30::jsonb ELSE '[]' END ||
                       CASE WHEN (SELECT true
                                    FROM (SELECT * FROM comment c
                                           WHERE c.author_id = k.author_id AND c.id > $28 OFFSET 0) said
                                   WHERE said.thread_id = k.thread_id AND said.body = k.body AND said.status = 'approved'
                                     AND said.submitted_at > now() - interval '24 hours'
                                   LIMIT 1)
                            THEN k.signals::jsonb || $27::jsonb ELSE k.signals::jsonb END,
                       CASE k.standing WHEN 'banned' THEN 1 ELSE k.score END, timestamptz 'epoch' + k.submitted_at * interval '1 millisecond',
                       k.receipt_hash, k.client_hash, k.idempotency_key, k.fingerprint, k.dedupe_key
                  FROM known k JOIN placed p ON p.id = k.id AND p.open
                 WHERE (SELECT true FROM comment r
                         WHERE r.repeat_key = k.repeat_key
                           AND r.submitted_at > now() - interval '24 hours'
                         LIMIT 1) IS NULL
                 ORDER BY k.id
                ON CONFLICT DO NOTHING
                RETURNING id, site_id, status
            ), announced AS (
                SELECT pg_notify('greenroom', 'desk ' || CASE WHEN count(*) <= 80
                                 THEN json_build_object('event', 'queued', 'comments', json_agg(
                                          json_build_object('id', id, 'site', site_id, 'more', 1)))
                                 ELSE json_build_object('event', 'many') END::text)
                  FROM stored WHERE $32 AND status = 'pending' HAVING count(*) > 0
            )
            SELECT p.id, p.open, s.id IS NOT NULL AS stored,
                   s.status = 'pending' AND (SELECT count(*) FROM announced) = 0 AS untold
              FROM placed p LEFT JOIN stored s ON s.id = p.id
            """;

    /**
     * What kept rows of a batch out: the row itself from an attempt whose answer was lost, its idempotency key, its text.
     * Served by the primary key, comment_idempotency, comment_dedupe and comment_repeat.
     */
    private static final String EARLIER = """
            SELECT i.id, own.id IS NOT NULL AS own,
                   k.id AS key_id, k.submitted_at AS key_at, encode(k.fingerprint, 'hex') AS key_fingerprint,
                   d.id IS NOT NULL OR r.id IS NOT NULL AS said,
                   k.submitted_at < now() - interval '24 hours' AS key_is_old,
                   d.submitted_at < now() - interval '24 hours' AS said_is_old
              FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::bytea[], $5::bytea[])
                   AS i(id, site_id, idempotency_key, dedupe_key, repeat_key)
              LEFT JOIN comment own ON own.id = i.id
              LEFT JOIN comment k ON k.site_id = i.site_id AND k.idempotency_key = i.idempotency_key
              LEFT JOIN comment d ON d.dedupe_key = i.dedupe_key
              LEFT JOIN LATERAL (SELECT c.id FROM comment c
                                  WHERE c.repeat_key = i.repeat_key
                                    AND c.submitted_at > now() - interval '24 hours' LIMIT 1) r ON true
            """;

    /** Keys serve for 24 hours: older ones are let go when they are in the way. */
    private static final String LET_GO = """
            WITH input AS (
                SELECT * FROM unnest($1::int[], $2::bytea[], $3::bytea[]) AS i(site_id, idempotency_key, dedupe_key)
            ), freed AS (
                UPDATE comment c SET idempotency_key = NULL, fingerprint = NULL
                  FROM input i
                 WHERE c.site_id = i.site_id AND c.idempotency_key = i.idempotency_key
                   AND c.dedupe_key IS DISTINCT FROM i.dedupe_key
                   AND c.submitted_at < now() - interval '24 hours'
            )
            UPDATE comment c SET dedupe_key = NULL, idempotency_key = NULL, fingerprint = NULL
              FROM input i
             WHERE c.dedupe_key = i.dedupe_key AND c.submitted_at < now() - interval '24 hours'
            """;

    /** A key's earlier answer, for a retry that would be refused for another reason. Served by comment_idempotency. */
    private static final String BY_KEY = """
            SELECT id, submitted_at, encode(fingerprint, 'hex') AS fingerprint
              FROM comment
             WHERE site_id = $1 AND idempotency_key = decode($2, 'hex') AND submitted_at > now() - interval '24 hours'
            """;

    private static final Duration STILL_THE_SAME = Duration.ofHours(24);

    private static final String SAID_BEFORE = """
            [{"code": "repeated", "detail": "The same author's comment with this very text is public already; this one came\
             from another network."}]
            """;

    /** What moderators think of the author is a signal too; a ban sends the comment to spam, and its author hears nothing. */
    private static final String BANNED = """
            [{"code": "banned-author", "detail": "Moderators of this site banned its author."}]
            """;

    private static final String TRUSTED = """
            [{"code": "trusted-author", "detail": "Moderators of this site trust its author."}]
            """;

    /** What became of one row; {@code untold} when it is in the queue now, and desks have not heard of it. */
    record Row(UUID id, boolean open, boolean stored, boolean untold) {}

    /** What stands in the way of one row. */
    record Obstacle(
            UUID id,
            boolean own,
            @Nullable UUID keyId,
            @Nullable Instant keyAt,
            @Nullable String keyFingerprint,
            boolean keyIsOld,
            boolean said,
            boolean saidIsOld) {}

    /** A comment that was stored under an idempotency key. */
    record Keyed(UUID id, Instant submittedAt, @Nullable String fingerprint) {}

    /** @param announce whether the commit itself tells the desks of what it puts into the queue */
    Mono<Map<UUID, Row>> store(Connection connection, List<Arrival> batch, boolean announce) {
        return rows(bound(connection.createStatement(STORE), batch).bind("$32", announce), SubmissionStore::row)
                .collectMap(Row::id, Function.identity());
    }

    Mono<Map<UUID, Obstacle>> obstacles(Connection connection, List<Arrival> batch) {
        var statement = connection
                .createStatement(EARLIER)
                .bind("$1", Column.uuids(batch, Arrival::id))
                .bind("$2", Column.ints(batch, Arrival::site))
                .bind("$3", Column.hex(batch, Arrival::idempotencyKey))
                .bind("$4", Column.hex(batch, Arrival::dedupeKey))
                .bind("$5", Column.hex(batch, Arrival::repeatKey));
        return rows(statement, SubmissionStore::obstacle).collectMap(Obstacle::id, Function.identity(), HashMap::new);
    }

    Mono<Void> letGo(Connection connection, List<Arrival> batch) {
        var statement = connection
                .createStatement(LET_GO)
                .bind("$1", Column.ints(batch, Arrival::site))
                .bind("$2", Column.hex(batch, Arrival::idempotencyKey))
                .bind("$3", Column.hex(batch, Arrival::dedupeKey));
        return Flux.from(statement.execute())
                .concatMap(result -> result.getRowsUpdated())
                .then();
    }

    Mono<Keyed> byKey(Connection connection, int site, String key) {
        var statement = connection.createStatement(BY_KEY).bind("$1", site).bind("$2", key);
        return rows(statement, SubmissionStore::keyed).next();
    }

    private static Statement bound(Statement statement, List<Arrival> batch) {
        return statement
                .bind("$1", Column.uuids(batch, Arrival::id))
                .bind("$2", Column.ints(batch, Arrival::site))
                .bind("$3", Column.texts(batch, it -> it.submission().threadKey()))
                .bind("$4", Column.texts(batch, it -> it.submission().url()))
                .bind("$5", Column.texts(batch, it -> it.submission().title()))
                .bind("$6", Column.uuids(batch, it -> it.place().parent()))
                .bind("$7", Column.uuids(batch, it -> it.place().root()))
                .bind("$8", Column.ints(batch, it -> it.place().depth()))
                .bind("$9", Column.texts(batch, it -> it.submission().name()))
                .bind("$10", Column.uuids(batch, Arrival::authorId))
                .bind("$11", Column.bytes(batch, it -> it.emailLookup().value()))
                .bind("$12", Column.bytes(batch, it -> it.emailSealed().ciphertext()))
                .bind("$13", Column.texts(batch, it -> it.submission().email().mask()))
                .bind("$14", Column.texts(batch, it -> it.submission().body()))
                .bind("$15", Column.texts(batch, it -> it.submission().locale()))
                .bind("$16", Column.booleans(batch, it -> it.submission().notifyReplies()))
                .bind("$17", Column.texts(batch, Arrival::status))
                .bind("$18", Column.texts(batch, Arrival::signals))
                .bind("$19", Column.reals(batch, Arrival::score))
                .bind("$20", Column.longs(batch, Arrival::submittedAtMillis))
                .bind("$21", Column.hex(batch, Arrival::receiptHash))
                .bind("$22", Column.hex(batch, Arrival::clientHash))
                .bind("$23", Column.hex(batch, Arrival::idempotencyKey))
                .bind("$24", Column.hex(batch, Arrival::fingerprint))
                .bind("$25", Column.hex(batch, Arrival::dedupeKey))
                .bind("$26", Column.hex(batch, Arrival::repeatKey))
                .bind("$27", SAID_BEFORE)
                .bind("$28", Ids.earliest(Instant.now().minus(STILL_THE_SAME)))
                .bind("$29", BANNED)
                .bind("$30", TRUSTED)
                .bind("$31", Column.ints(batch, Arrival::autoCloseDays));
    }

    private static <T> Flux<T> rows(Statement statement, Function<Readable, T> mapping) {
        return Flux.from(statement.execute()).concatMap(result -> result.map(mapping));
    }

    private static Row row(Readable row) {
        return new Row(
                required(row, "id", UUID.class), isTrue(row, "open"), isTrue(row, "stored"), isTrue(row, "untold"));
    }

    private static Obstacle obstacle(Readable row) {
        return new Obstacle(
                required(row, "id", UUID.class),
                isTrue(row, "own"),
                row.get("key_id", UUID.class),
                row.get("key_at", Instant.class),
                row.get("key_fingerprint", String.class),
                isTrue(row, "key_is_old"),
                isTrue(row, "said"),
                isTrue(row, "said_is_old"));
    }

    private static Keyed keyed(Readable row) {
        return new Keyed(
                required(row, "id", UUID.class),
                required(row, "submitted_at", Instant.class),
                row.get("fingerprint", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }

    private static boolean isTrue(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }
}
