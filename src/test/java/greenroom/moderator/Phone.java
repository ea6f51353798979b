package greenroom.moderator;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/** Somebody's authenticator app with one secret in it. */
public final class Phone {
    private static final Duration STEP = Duration.ofSeconds(30);

    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator();
    private final SecretKeySpec key;
    private final Clock clock;

    public Phone(String base32, Clock clock) {
        this.key = new SecretKeySpec(Base32.decode(base32), generator.getAlgorithm());
        this.clock = clock;
    }

    byte[] secret() {
        return key.getEncoded();
    }

    public String code() {
        return code(0);
    }

    /** What it shows so many steps later. */
    String code(int steps) {
        try {
            return generator.generateOneTimePasswordString(
                    key, clock.instant().plus(STEP.multipliedBy(steps)), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    /** Six digits that it does not show now, nor a step before or after. */
    public String wrongCode() {
        for (int i = 0; ; i++) {
            var guess = String.format(Locale.ROOT, "%06d", i);
            if (!guess.equals(code(-1)) && !guess.equals(code()) && !guess.equals(code(1))) {
                return guess;
            }
        }
    }
}
