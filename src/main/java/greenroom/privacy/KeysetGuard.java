package greenroom.privacy;

import greenroom.postgres.AtStart;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Stops a start whose keyset does not belong to the database, before it can take a comment or show one.
 * <p>The database keeps the {@link Keyset#fingerprint} of the keyset that first met it while it held no author. Of
 * replicas that meet an empty database at once with different keysets the first keeps it and the others stop. A keyset
 * from before a rotation has the right fingerprint, so the newest author's keys are looked for too.
 */
@Component
@DependsOnDatabaseInitialization
class KeysetGuard implements InitializingBean {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseClient database;
    private final Keyset keyset;

    KeysetGuard(DatabaseClient database, Keyset keyset) {
        this.database = database;
        this.keyset = keyset;
    }

    /** Waits: it runs once, on the thread that starts the service, when there is no event loop to hold up yet. */
    @Override
    public void afterPropertiesSet() throws InterruptedException {
        try {
            AtStart.patiently(check()).toFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KeysetProblem problem ? problem : KeysetProblem.unasked(failed);
        } catch (TimeoutException late) {
            throw KeysetProblem.unasked(late);
        }
    }

    Mono<Void> check() {
        return remember()
                .then(remembered())
                .defaultIfEmpty(new byte[0])
                .flatMap(this::compare)
                .then(knowsTheNewest())
                .flatMap(this::judge);
    }

    // The guard keeps a lost keyset from being replaced by a new one in silence. Primary key of installation.
    private static final String REMEMBER = """
            INSERT INTO installation (name, value)
            SELECT 'keyset', :fingerprint WHERE NOT EXISTS (SELECT 1 FROM author)
            ON CONFLICT (name) DO NOTHING
            """;

    private Mono<Long> remember() {
        return database.sql(REMEMBER)
                .bind("fingerprint", ByteBuffer.wrap(keyset.fingerprint()))
                .fetch()
                .rowsUpdated();
    }

    private static final String REMEMBERED = "SELECT value FROM installation WHERE name = 'keyset'";

    private Mono<byte[]> remembered() {
        return database.sql(REMEMBERED).map(row -> bytes(row, "value")).one();
    }

    private Mono<Void> compare(byte[] remembered) {
        return MessageDigest.isEqual(remembered, keyset.fingerprint())
                ? Mono.empty()
                : Mono.error(KeysetProblem.ofAnotherInstallation());
    }

    // Ids are UUIDv7, so the newest author is the last in the primary key of author; erased ones are passed over.
    private static final String NEWEST = """
            SELECT email_sealed, email_lookup FROM author
             WHERE email_sealed IS NOT NULL AND email_lookup IS NOT NULL
             ORDER BY id DESC LIMIT 1
            """;

    private Mono<Boolean> knowsTheNewest() {
        return database.sql(NEWEST)
                .map(row -> keyset.knowsTheKeysOf(
                        new SealedEmail(bytes(row, "email_sealed")), new EmailLookup(bytes(row, "email_lookup"))))
                .one();
    }

    private static byte[] bytes(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, byte[].class));
    }

    private Mono<Void> judge(boolean known) {
        return known ? Mono.empty() : Mono.error(KeysetProblem.incomplete());
    }
}
