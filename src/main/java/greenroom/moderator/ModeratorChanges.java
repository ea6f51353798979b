package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Changes accounts, one change at a time over all replicas, each with its audit entry and its announcement in the same
 * transaction. Who acts must still be an admin of all sites then.
 */
@Component
class ModeratorChanges {
    /** What became of a change. */
    enum Outcome {
        DONE,
        TAKEN,
        UNKNOWN,
        OWN_ROLE,
        LAST_ADMIN,
        FORBIDDEN
    }

    // Two admins who demote each other at once would each still see the other: the second waits, and then sees.
    private static final String ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7304581)";

    private static final String CREATE = """
            INSERT INTO moderator (username, display_name, password_hash, role, sites, second_factor_required)
            SELECT :username, :displayName, :hash, :role, :sites, :secondFactor
             WHERE EXISTS (SELECT FROM moderator
                            WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
            ON CONFLICT (username) DO NOTHING
            """;

    // The last condition keeps one enabled admin of all sites. Served by the primary key; there are few rows.
    private static final String CHANGE = """
            UPDATE moderator
               SET display_name = COALESCE(:displayName, display_name),
                   role = COALESCE(:role, role),
                   sites = CASE WHEN :limits THEN :sites ELSE sites END,
                   enabled = COALESCE(:enabled, enabled),
                   second_factor_required = COALESCE(:secondFactor, second_factor_required),
                   password_hash = COALESCE(:hash, password_hash),
                   epoch = epoch + CASE WHEN :hash IS NOT NULL
                                          OR role <> COALESCE(:role, role)
                                          OR enabled <> COALESCE(:enabled, enabled) THEN 1 ELSE 0 END
             WHERE username = :username
               AND EXISTS (SELECT FROM moderator
                            WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL)
               AND (username <> :by OR role = COALESCE(:role, role))
               AND (NOT (enabled AND role = 'admin' AND sites IS NULL)
                    OR (COALESCE(:enabled, enabled)
                        AND COALESCE(:role, role) = 'admin'
                        AND (NOT :limits OR :sites IS NULL))
                    OR EXISTS (SELECT FROM moderator other
                                WHERE other.username <> :username
                                  AND other.enabled AND other.role = 'admin' AND other.sites IS NULL))
            """;

    private static final String WHY_NOT = """
            SELECT EXISTS (SELECT FROM moderator
                            WHERE username = :by AND enabled AND role = 'admin' AND sites IS NULL) AS may_act,
                   EXISTS (SELECT FROM moderator WHERE username = :username) AS known,
                   EXISTS (SELECT FROM moderator
                            WHERE username = :username AND username = :by AND role <> COALESCE(:role, role)) AS own_role
            """;

    // A password changed meanwhile, by another session or an admin, makes the old one that was proved a past one.
    private static final String NEW_PASSWORD = """
            UPDATE moderator SET password_hash = :hash, epoch = epoch + 1
             WHERE username = :username AND enabled AND password_hash = :old
            """;

    private static final String REHASH =
            "UPDATE moderator SET password_hash = :hash WHERE username = :username AND password_hash = :old";

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final Audit audit;
    private final Moderators moderators;

    ModeratorChanges(DatabaseClient database, TransactionalOperator transactions, Audit audit, Moderators moderators) {
        this.database = database;
        this.transactions = transactions;
        this.audit = audit;
        this.moderators = moderators;
    }

    Mono<Outcome> create(NewModerator one, String hash, String by) {
        var act = bind(database.sql(CREATE), "sites", one.sites())
                .bind("username", one.username())
                .bind("displayName", one.displayName())
                .bind("hash", hash)
                .bind("role", one.role().code())
                .bind("secondFactor", one.secondFactorRequired())
                .bind("by", by);
        var entry = AuditEntry.of(Action.MODERATOR_CREATE, by, null, one.told());
        return inOrder(one.username(), act, entry, whyNotMade(by));
    }

    private Mono<Outcome> whyNotMade(String by) {
        return moderators
                .now(by)
                .filter(Account::isAdminOfAllSites)
                .map(mayAct -> Outcome.TAKEN)
                .defaultIfEmpty(Outcome.FORBIDDEN);
    }

    /** {@code hash} is that of the change's password, if it has one. */
    Mono<Outcome> change(ModeratorChange change, @Nullable String hash, String by) {
        var role = change.role() == null ? null : change.role().code();
        var act = bind(database.sql(CHANGE), "sites", change.sites())
                .bind("username", change.username())
                .bind("limits", change.limits())
                .bind("by", by);
        act = bind(act, "displayName", change.displayName(), String.class);
        act = bind(act, "role", role, String.class);
        act = bind(act, "enabled", change.enabled(), Boolean.class);
        act = bind(act, "secondFactor", change.secondFactorRequired(), Boolean.class);
        act = bind(act, "hash", hash, String.class);
        var disables = Boolean.FALSE.equals(change.enabled());
        var entry =
                AuditEntry.of(disables ? Action.MODERATOR_DISABLE : Action.MODERATOR_CHANGE, by, null, change.told());
        return inOrder(change.username(), act, entry, whyNotChanged(change.username(), role, by));
    }

    private Mono<Outcome> whyNotChanged(String username, @Nullable String role, String by) {
        return bind(database.sql(WHY_NOT), "role", role, String.class)
                .bind("username", username)
                .bind("by", by)
                .mapProperties(WhyNot.class)
                .one()
                .map(WhyNot::outcome);
    }

    record WhyNot(boolean mayAct, boolean known, boolean ownRole) {
        Outcome outcome() {
            if (!mayAct) {
                return Outcome.FORBIDDEN;
            }
            if (!known) {
                return Outcome.UNKNOWN;
            }
            return ownRole ? Outcome.OWN_ROLE : Outcome.LAST_ADMIN;
        }
    }

    /** Somebody's own new password; their other sessions end. Emits whether the old one was still in force. */
    Mono<Boolean> changePassword(String username, String oldHash, String newHash) {
        var act = database.sql(NEW_PASSWORD)
                .bind("username", username)
                .bind("old", oldHash)
                .bind("hash", newHash);
        return inOrder(
                        username,
                        act,
                        AuditEntry.of(Action.PASSWORD_CHANGE, username, null, null),
                        Mono.just(Outcome.UNKNOWN))
                .map(Outcome.DONE::equals);
    }

    /** The same password under today's parameters: nobody's sessions end. */
    Mono<Void> rehash(String username, String oldHash, String newHash) {
        return database.sql(REHASH)
                .bind("username", username)
                .bind("old", oldHash)
                .bind("hash", newHash)
                .then();
    }

    private Mono<Outcome> inOrder(String username, GenericExecuteSpec act, AuditEntry entry, Mono<Outcome> whyNot) {
        return database.sql(ONE_AT_A_TIME)
                .then()
                .then(Mono.defer(() -> act.fetch().rowsUpdated()))
                .flatMap(rows -> rows == 1 ? done(username, entry) : whyNot)
                .as(transactions::transactional)
                .doOnNext(outcome -> moderators.forget(username));
    }

    private Mono<Outcome> done(String username, AuditEntry entry) {
        return audit.write(entry).then(moderators.announce(username)).thenReturn(Outcome.DONE);
    }

    private static GenericExecuteSpec bind(GenericExecuteSpec statement, String name, @Nullable List<String> sites) {
        return bind(statement, name, sites == null ? null : sites.toArray(String[]::new), String[].class);
    }

    private static <T> GenericExecuteSpec bind(
            GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
