package greenroom.moderator;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.postgres.Announcements;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The accounts. What every request asks of one is remembered for a second at most, and forgotten as soon as any replica
 * announces that it changed.
 */
@Component
class Moderators {
    /** The announcements' topic; the payload is the username. */
    static final String TOPIC = "moderators";

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private static final String ANNOUNCE = "SELECT pg_notify('greenroom', 'moderators ' || :username)";

    private static final String ALL = "SELECT " + Account.COLUMNS + " FROM moderator ORDER BY username";

    // Served by the primary key.
    private static final String NAMED = "SELECT " + Account.COLUMNS + " FROM moderator WHERE username = :username";

    // Served by the primary key.
    private static final String CREDENTIALS =
            "SELECT " + Account.COLUMNS + ", password_hash FROM moderator WHERE username = :username";

    /** An account with its password's hash; prints neither. */
    record Credentials(Account account, String passwordHash) {
        @Override
        public String toString() {
            return "Credentials[]";
        }
    }

    private final DatabaseClient database;

    private final AsyncCache<String, Optional<Account>> remembered =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(FRESH).buildAsync();

    Moderators(DatabaseClient database, Announcements announcements) {
        this.database = database;
        announcements.listen(TOPIC, new Announcements.Listener() {
            @Override
            public void announced(String username) {
                forget(username);
            }

            @Override
            public void missed() {
                remembered.synchronous().invalidateAll();
            }
        });
    }

    /** The account as it was a second ago at most; empty where there is none. */
    Mono<Account> named(String username) {
        return Mono.fromFuture(
                        () -> remembered.get(
                                username, (name, executor) -> read(name).toFuture()),
                        true)
                .flatMap(Mono::justOrEmpty);
    }

    private Mono<Optional<Account>> read(String username) {
        return now(username).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** The account as it is now; empty where there is none. */
    Mono<Account> now(String username) {
        return database.sql(NAMED).bind("username", username).map(Account::of).one();
    }

    /** What a password is compared with; empty where there is no such account. */
    Mono<Credentials> credentials(String username) {
        return database.sql(CREDENTIALS)
                .bind("username", username)
                .map(row -> new Credentials(Account.of(row), row.get("password_hash", String.class)))
                .one();
    }

    Mono<List<Account>> all() {
        return database.sql(ALL).map(Account::of).all().collectList();
    }

    /** Tells all replicas of a change, when the transaction that this is part of commits. */
    Mono<Void> announce(String username) {
        return database.sql(ANNOUNCE).bind("username", username).then();
    }

    /** After a change by this process, which need not wait for its own announcement. */
    void forget(String username) {
        remembered.synchronous().invalidate(username);
    }
}
