package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.net.URLEncoder;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.springframework.stereotype.Component;

/**
 * Codes that a phone computes from a secret and the time: RFC 6238 as every authenticator app has it, with HMAC-SHA-1, six
 * digits and steps of thirty seconds. A clock may be one step off, to each side.
 */
@Component
final class OneTimeCodes {
    private static final int SECRET_BYTES = 20;
    private static final int DRIFT = 1;
    private static final String ISSUER = "Greenroom";

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    OneTimeCodes(Clock clock) {
        this.clock = clock;
    }

    byte[] newSecret() {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /** The number of the step whose code this is now; empty when it is none's. Takes the same time for all codes. */
    OptionalLong stepOf(String code, byte[] secret) {
        var step = OptionalLong.empty();
        var now = clock.instant().getEpochSecond() / generator.getTimeStep().toSeconds();
        for (long i = now - DRIFT; i <= now + DRIFT; i++) {
            if (MessageDigest.isEqual(code(secret, i).getBytes(UTF_8), code.getBytes(UTF_8))) {
                step = OptionalLong.of(i);
            }
        }
        return step;
    }

    private String code(byte[] secret, long step) {
        var key = new SecretKeySpec(secret, generator.getAlgorithm());
        var time = Instant.ofEpochSecond(step * generator.getTimeStep().toSeconds());
        try {
            return generator.generateOneTimePasswordString(key, time, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Every HMAC takes a key of 20 bytes", e);
        }
    }

    static String base32(byte[] secret) {
        return Base32.toBase32String(secret);
    }

    /** The key URI that authenticator apps read; what it leaves out has the values above. */
    static String uri(String username, byte[] secret) {
        return "otpauth://totp/" + ISSUER + ":" + URLEncoder.encode(username, UTF_8) + "?secret=" + base32(secret)
                + "&issuer=" + ISSUER;
    }
}
