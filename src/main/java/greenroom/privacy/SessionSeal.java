package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Seals moderators' sessions for a store that others may be able to read, with the keys that seal emails: a username may be
 * an email. Safe for all threads; no call blocks.
 */
@Component
public final class SessionSeal {
    private final Aead seal;

    SessionSeal(Keyset keyset) {
        this.seal = keyset.seal();
    }

    /** In base64url. It opens under this name only, so that nobody can put one session in another's place. */
    public String seal(String session, String name) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(seal.encrypt(session.getBytes(UTF_8), row(name)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("A session could not be sealed", broken);
        }
    }

    /** Empty where it is no seal that this keyset put on what has this name. */
    public Optional<String> open(String sealed, String name) {
        try {
            return Optional.of(new String(seal.decrypt(Base64.getUrlDecoder().decode(sealed), row(name)), UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static byte[] row(String name) {
        return ("greenroom/session/v1|" + name).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "SessionSeal[•••]";
    }
}
