package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.ids.Ids;
import greenroom.ids.Secret;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * API tokens: {@code grm_} and 32 random bytes in base64url, shown once and kept as SHA-256. A token can do what its maker
 * can do now, and no more than its own role; with a disabled maker it is dead.
 */
@Component
class Tokens {
    private static final String PREFIX = "grm_";

    // Served by the unique index on token_hash.
    private static final String HOLDER = """
            SELECT token.id, token.role AS token_role,
                   token.last_used_at IS NULL OR token.last_used_at < now() - interval '1 minute' AS noted_long_ago,
                   %s
              FROM api_token token JOIN moderator ON moderator.username = token.made_by
             WHERE token.token_hash = :hash AND token.revoked_at IS NULL AND moderator.enabled
            """.formatted(Account.COLUMNS);

    private static final String NOTE_USE = """
            UPDATE api_token SET last_used_at = now()
             WHERE id = :id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
            """;

    private static final String CREATE = """
            INSERT INTO api_token (id, name, token_hash, role, made_by)
            SELECT :id, :name, :hash, :role, username
              FROM moderator WHERE username = :by AND enabled AND role = 'admin'
            """;

    private static final String LIST = """
            SELECT id, name, role, made_by, created_at, last_used_at
              FROM api_token WHERE revoked_at IS NULL AND (:everybodys OR made_by = :by)
             ORDER BY id DESC
            """;

    private static final String REVOKE = """
            UPDATE api_token SET revoked_at = now()
             WHERE id = :id AND revoked_at IS NULL AND (:everybodys OR made_by = :by)
               AND EXISTS (SELECT FROM moderator WHERE username = :by AND enabled AND role = 'admin')
            """;

    record Listed(
            UUID id,
            String name,
            Role role,
            String madeBy,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {}

    /** A new token, in the one answer that shows it. */
    record Made(UUID id, String token) {
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    private record Held(UUID id, Moderator moderator, boolean notedLongAgo) {}

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Audit audit;

    Tokens(DatabaseClient database, TransactionalOperator transactions, Audit audit) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
    }

    /** Who acts by this token, as the store has them now; empty when it is none, revoked, or its maker is disabled. */
    Mono<Moderator> holder(String token) {
        return Mono.just(token)
                .filter(text -> text.matches(PREFIX + "[A-Za-z0-9_-]{43}"))
                .flatMap(this::held)
                .delayUntil(held -> held.notedLongAgo() ? noteUse(held.id()) : Mono.empty())
                .map(Held::moderator);
    }

    private Mono<Held> held(String token) {
        return database.sql(HOLDER)
                .bind("hash", Secret.presented(token).hash())
                .map(row -> new Held(
                        row.get("id", UUID.class),
                        Account.of(row)
                                .moderatorBy(Role.of(row.get("token_role", String.class))
                                        .orElseThrow()),
                        row.get("noted_long_ago", Boolean.class)))
                .one();
    }

    private Mono<Long> noteUse(UUID id) {
        return database.sql(NOTE_USE).bind("id", id).fetch().rowsUpdated();
    }

    /** Empty when the maker is no admin any more. */
    Mono<Made> make(String name, Role role, Moderator by) {
        var made = new Made(Ids.next(), PREFIX + Secret.next().reveal());
        return database.sql(CREATE)
                .bind("id", made.id())
                .bind("name", name)
                .bind("hash", Secret.sha256(made.token().getBytes(UTF_8)))
                .bind("role", role.code())
                .bind("by", by.username())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .delayUntil(done -> audit.write(
                        AuditEntry.of(Action.TOKEN_CREATE, by.username(), null, made.id() + ": role " + role.code())))
                .map(done -> made)
                .as(transactions::transactional);
    }

    /** Those of this person; an admin of all sites sees everybody's. Newest first. */
    Mono<List<Listed>> list(Moderator by) {
        return database.sql(LIST)
                .bind("everybodys", by.sites() == null)
                .bind("by", by.username())
                .map(row -> new Listed(
                        row.get("id", UUID.class),
                        row.get("name", String.class),
                        Role.of(row.get("role", String.class)).orElseThrow(),
                        row.get("made_by", String.class),
                        row.get("created_at", Instant.class),
                        row.get("last_used_at", Instant.class)))
                .all()
                .collectList();
    }

    /** Whether there was such a token, and it was theirs to revoke. */
    Mono<Boolean> revoke(UUID id, Moderator by) {
        return database.sql(REVOKE)
                .bind("id", id)
                .bind("everybodys", by.sites() == null)
                .bind("by", by.username())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(revoked -> revoked
                        ? audit.write(AuditEntry.of(Action.TOKEN_REVOKE, by.username(), null, id.toString()))
                        : Mono.empty())
                .as(transactions::transactional);
    }
}
