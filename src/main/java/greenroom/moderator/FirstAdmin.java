package greenroom.moderator;

import greenroom.postgres.Preparations;
import java.security.SecureRandom;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the first admin when there is no moderator yet, and shows the password that it made up, once. */
@Component
final class FirstAdmin {
    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);
    private static final SecureRandom random = new SecureRandom();

    /** Without those that look like another one. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    private static final int GENERATED_LENGTH = 20;

    private static final String ANYBODY = "SELECT EXISTS (SELECT FROM moderator) AS anybody";

    // Of two replicas that start at once, one makes it.
    private static final String CREATE = """
            INSERT INTO moderator (username, display_name, password_hash, role)
            SELECT :username, :username, :hash, 'admin' WHERE NOT EXISTS (SELECT FROM moderator)
            ON CONFLICT (username) DO NOTHING
            """;

    private final DatabaseClient database;
    private final Passwords passwords;
    private final FirstAdminSettings settings;

    FirstAdmin(DatabaseClient database, Passwords passwords, FirstAdminSettings settings, Preparations preparations) {
        this.database = database;
        this.passwords = passwords;
        this.settings = settings;
        preparations.add("the first admin was looked for", makeIfNobody());
    }

    private Mono<Long> makeIfNobody() {
        return Mono.defer(this::anybody).filter(anybody -> !anybody).flatMap(nobody -> makeOne());
    }

    private Mono<Boolean> anybody() {
        return database.sql(ANYBODY)
                .map(row -> Objects.requireNonNull(row.get("anybody", Boolean.class)))
                .one();
    }

    private Mono<Long> makeOne() {
        var configured = settings.password();
        if (configured != null && !configured.isEmpty()) {
            return make(configured).doOnNext(FirstAdmin::tell);
        }
        var generated = generate();
        return make(generated).doOnNext(made -> show(made, generated));
    }

    private Mono<Long> make(String password) {
        return passwords.hash(password).flatMap(this::insert);
    }

    private Mono<Long> insert(String hash) {
        return database.sql(CREATE)
                .bind("username", settings.username())
                .bind("hash", hash)
                .fetch()
                .rowsUpdated();
    }

    private static void tell(long made) {
        if (made == 1) {
            log.info("Made the first admin, with the configured password");
        }
    }

    private static void show(long made, String password) {
        if (made == 1) {
            log.info("Greenroom admin password: {}", password);
        }
    }

    private static String generate() {
        var password = new StringBuilder();
        for (int i = 0; i < GENERATED_LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
