package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import org.springframework.stereotype.Component;

/**
 * Seals what a moderator's second factor is computed from, with the keys that seal emails: see {@link Keyset} for their
 * rotation. Safe for all threads; no call blocks.
 */
@Component
public final class ModeratorSecrets {
    private final Aead seal;

    ModeratorSecrets(Keyset keyset) {
        this.seal = keyset.seal();
    }

    /** Sealing twice gives two ciphertexts; each opens for this username only. */
    public byte[] seal(byte[] secret, String username) {
        try {
            return seal.encrypt(secret, row(username));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("A moderator's secret could not be sealed", broken);
        }
    }

    /** Throws {@link IllegalStateException} where the seal is not one that this keyset put on this username's secret. */
    public byte[] open(byte[] sealed, String username) {
        try {
            return seal.decrypt(sealed, row(username));
        } catch (GeneralSecurityException wrongKeyOrRow) {
            throw new IllegalStateException("The sealed secret of " + username + " does not open");
        }
    }

    private static byte[] row(String username) {
        return ("greenroom/moderator-secret/v1|" + username).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "ModeratorSecrets[•••]";
    }
}
