package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What opens an account once each when the phone is lost: ten codes of 140 bits, in base32 and in groups of four. Stored is
 * a keyed digest.
 */
@Component
class RecoveryCodes {
    private static final int HOW_MANY = 10;
    private static final int LENGTH = 28;
    private static final int RANDOM_BYTES = 18;
    private static final String GROUP = "(?<=\\G.{4})(?=.)";

    // Served by the primary key.
    private static final String FORGET = "DELETE FROM recovery_code WHERE username = :username";

    private static final String KEEP = """
            INSERT INTO recovery_code (username, code_hash)
            SELECT :username, decode(hash, 'hex') FROM unnest(CAST(:hashes AS text[])) AS hash
            """;

    // Of two at once with the same code one deletes it. Served by the primary key.
    private static final String USE = "DELETE FROM recovery_code WHERE username = :username AND code_hash = :hash";

    // Served by the primary key.
    private static final String LEFT = "SELECT count(*) AS codes FROM recovery_code WHERE username = :username";

    private final SecureRandom random = new SecureRandom();
    private final DatabaseClient database;
    private final DerivedKeys keys;

    RecoveryCodes(DatabaseClient database, DerivedKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Whether this, in upper case and without its hyphens, could be one. */
    static boolean isOne(String bare) {
        return bare.matches("[A-Z2-7]{" + LENGTH + "}");
    }

    /** New ones in the place of all that were left; for a transaction that holds the second factor's row. */
    Mono<List<String>> replace(String username) {
        var codes = Stream.generate(this::next).limit(HOW_MANY).toList();
        var hashes = codes.stream()
                .map(code -> HexFormat.of().formatHex(hash(username, code)))
                .toArray(String[]::new);
        return database.sql(FORGET)
                .bind("username", username)
                .then()
                .then(database.sql(KEEP)
                        .bind("username", username)
                        .bind("hashes", hashes)
                        .then())
                .thenReturn(codes.stream().map(RecoveryCodes::shown).toList());
    }

    private String next() {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base32.toBase32String(bytes).substring(0, LENGTH);
    }

    private static String shown(String code) {
        return code.replaceAll(GROUP, "-");
    }

    private byte[] hash(String username, String bare) {
        return keys.mac(Use.RECOVERY_CODE, username.getBytes(UTF_8), bare.getBytes(UTF_8));
    }

    /** Whether it was one of theirs; it is none from now on. */
    Mono<Boolean> use(String username, String bare) {
        return database.sql(USE)
                .bind("username", username)
                .bind("hash", hash(username, bare))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Long> left(String username) {
        return database.sql(LEFT)
                .bind("username", username)
                .map(row -> row.get("codes", Long.class))
                .one();
    }
}
