package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.privacy.ModeratorSecrets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Who signs in with a code, and whether a code is theirs. Secrets are sealed; a change ends the account's sessions, and its
 * audit entry and its announcement are in the same transaction.
 */
@Component
class SecondFactors {
    // A secret that was not confirmed gives way to the next; a confirmed one does not. Served by the primary key.
    private static final String PREPARE = """
            INSERT INTO second_factor (username, secret_sealed) VALUES (:username, :sealed)
            ON CONFLICT (username) DO UPDATE SET secret_sealed = EXCLUDED.secret_sealed, made_at = now()
             WHERE second_factor.confirmed_at IS NULL
            """;

    // Served by the primary key.
    private static final String HELD =
            "SELECT secret_sealed, confirmed_at IS NOT NULL AS confirmed FROM second_factor WHERE username = :username";

    // Only the secret that the code was made from. Served by the primary key.
    private static final String CONFIRM = """
            UPDATE second_factor SET confirmed_at = now(), last_step = :step
             WHERE username = :username AND confirmed_at IS NULL AND secret_sealed = :sealed
            """;

    // Of two at once with the same code, on any replica, the second finds its step taken. Served by the primary key.
    private static final String TAKE_STEP = """
            UPDATE second_factor SET last_step = :step
             WHERE username = :username AND confirmed_at IS NOT NULL AND secret_sealed = :sealed AND last_step < :step
            """;

    // Two who make new recovery codes at once do it one after the other. Served by the primary key.
    private static final String HOLD = """
            SELECT username FROM second_factor WHERE username = :username AND confirmed_at IS NOT NULL FOR UPDATE
            """;

    // Served by the primary key.
    private static final String REMOVE = "DELETE FROM second_factor WHERE username = :username";

    // Served by the primary keys.
    private static final String RESET = """
            DELETE FROM second_factor
             WHERE username = :username
               AND EXISTS (SELECT FROM moderator
                            WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            """;

    private static final String END_SESSIONS = "UPDATE moderator SET epoch = epoch + 1 WHERE username = :username";

    /** A secret as the store has it. */
    private static final class Held {
        private final byte[] sealed;
        private final boolean confirmed;

        private Held(byte[] sealed, boolean confirmed) {
            this.sealed = sealed;
            this.confirmed = confirmed;
        }
    }

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Audit audit;
    private final Moderators moderators;
    private final ModeratorSecrets secrets;
    private final OneTimeCodes codes;
    private final RecoveryCodes recoveryCodes;

    SecondFactors(
            DatabaseClient database,
            TransactionalOperator transactions,
            Audit audit,
            Moderators moderators,
            ModeratorSecrets secrets,
            OneTimeCodes codes,
            RecoveryCodes recoveryCodes) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
        this.moderators = moderators;
        this.secrets = secrets;
        this.codes = codes;
        this.recoveryCodes = recoveryCodes;
    }

    /** A new secret, which counts once it is confirmed; out of place while another one counts. */
    Mono<Tried<byte[]>> prepare(String username) {
        return Mono.defer(() -> {
            var secret = codes.newSecret();
            return database.sql(PREPARE)
                    .bind("username", username)
                    .bind("sealed", secrets.seal(secret, username))
                    .fetch()
                    .rowsUpdated()
                    .map(rows -> rows == 1 ? new Tried.Right<>(secret) : new Tried.OutOfPlace<>());
        });
    }

    /** Lets the prepared secret count, if this is its code, and makes recovery codes. Out of place when none waits. */
    Mono<Tried<List<String>>> confirm(String username, String code) {
        return held(username)
                .filter(held -> !held.confirmed)
                .flatMap(held -> confirm(username, code, held))
                .defaultIfEmpty(new Tried.OutOfPlace<>());
    }

    private Mono<Tried<List<String>>> confirm(String username, String code, Held held) {
        var step = codes.stepOf(bare(code), secrets.open(held.sealed, username));
        return step.isEmpty() ? Mono.just(new Tried.Wrong<>()) : confirm(username, step.getAsLong(), held);
    }

    private Mono<Tried<List<String>>> confirm(String username, long step, Held held) {
        return took(database.sql(CONFIRM), username, step, held)
                .filter(confirmed -> confirmed)
                .flatMap(confirmed -> recoveryCodes.replace(username))
                .delayUntil(made -> changed(username, Action.SECOND_FACTOR_ENABLE, username, null))
                .<Tried<List<String>>>map(Tried.Right::new)
                .as(transactions::transactional)
                .doOnNext(done -> moderators.forget(username));
    }

    private Mono<Held> held(String username) {
        return database.sql(HELD)
                .bind("username", username)
                .map(row -> new Held(row.get("secret_sealed", byte[].class), row.get("confirmed", Boolean.class)))
                .one();
    }

    private static Mono<Boolean> took(GenericExecuteSpec statement, String username, long step, Held held) {
        return statement
                .bind("username", username)
                .bind("step", step)
                .bind("sealed", held.sealed)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Sessions that were opened before must end, and every replica must know. */
    private Mono<Void> changed(String username, Action action, String by, @Nullable String what) {
        return database.sql(END_SESSIONS)
                .bind("username", username)
                .then()
                .then(audit.write(AuditEntry.of(action, by, null, what)))
                .then(moderators.announce(username));
    }

    /** Whether this is the code of the moment or a recovery code; either is used up by that. */
    Mono<Boolean> prove(String username, String code) {
        var bare = bare(code);
        if (bare.matches("[0-9]{6}")) {
            return held(username)
                    .filter(held -> held.confirmed)
                    .flatMap(held -> takeStep(username, bare, held))
                    .defaultIfEmpty(false);
        }
        return RecoveryCodes.isOne(bare) ? recover(username, bare) : Mono.just(false);
    }

    private static String bare(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private Mono<Boolean> takeStep(String username, String code, Held held) {
        var step = codes.stepOf(code, secrets.open(held.sealed, username));
        return step.isEmpty() ? Mono.just(false) : took(database.sql(TAKE_STEP), username, step.getAsLong(), held);
    }

    private Mono<Boolean> recover(String username, String code) {
        return recoveryCodes
                .use(username, code)
                .delayUntil(used -> used ? tellOfTheUse(username) : Mono.empty())
                .as(transactions::transactional);
    }

    private Mono<?> tellOfTheUse(String username) {
        return recoveryCodes
                .left(username)
                .flatMap(left ->
                        audit.write(AuditEntry.of(Action.RECOVERY_CODE_USE, username, null, left + " are left")));
    }

    Mono<Long> recoveryCodesLeft(String username) {
        return recoveryCodes.left(username);
    }

    /** New recovery codes; those from before open nothing any more. Out of place without a second factor. */
    Mono<Tried<List<String>>> renewRecoveryCodes(String username) {
        return database.sql(HOLD)
                .bind("username", username)
                .map(row -> username)
                .one()
                .flatMap(recoveryCodes::replace)
                .delayUntil(made -> audit.write(AuditEntry.of(Action.RECOVERY_CODES_RENEW, username, null, null)))
                .<Tried<List<String>>>map(Tried.Right::new)
                .as(transactions::transactional)
                .defaultIfEmpty(new Tried.OutOfPlace<>());
    }

    /** Emits whether there was one, confirmed or not. */
    Mono<Boolean> disable(String username) {
        return database.sql(REMOVE)
                .bind("username", username)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(
                        gone -> gone ? changed(username, Action.SECOND_FACTOR_DISABLE, username, null) : Mono.empty())
                .as(transactions::transactional)
                .doOnNext(done -> moderators.forget(username));
    }

    /** For somebody whose phone is lost, which they need not have. Emits whether {@code by} may do that. */
    Mono<Boolean> reset(String username, String by) {
        return database.sql(RESET)
                .bind("username", username)
                .bind("by", by)
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .delayUntil(gone -> changed(username, Action.SECOND_FACTOR_RESET, by, username))
                .as(transactions::transactional)
                .doOnNext(gone -> moderators.forget(username))
                .map(gone -> true)
                .switchIfEmpty(Mono.defer(() -> moderators.now(by).map(Account::isAdminOfAllSites)))
                .defaultIfEmpty(false);
    }
}
