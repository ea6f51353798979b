package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Seals emails, opens them and finds them again. Safe for all threads; no call blocks.
 * <p>Written is with the keyset's primary key, read with each of its keys: see {@link Keyset} for rotation.
 */
@Component
public final class Emails {
    private static final byte[] LOOKUP = "greenroom/email-lookup/v1".getBytes(UTF_8);

    private final Aead seal;
    private final List<Mac> lookupKeys;

    Emails(Keyset keyset) {
        this.seal = keyset.seal();
        this.lookupKeys = keyset.lookupKeys();
    }

    /** Sealing twice gives two ciphertexts; each opens for this site and author only. */
    public SealedEmail seal(EmailAddress email, String siteKey, UUID authorId) {
        try {
            return new SealedEmail(seal.encrypt(email.inClear().getBytes(UTF_8), row(siteKey, authorId)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("An email could not be sealed", broken);
        }
    }

    /** Throws {@link EmailDoesNotOpen} where the seal is not one that this keyset put on this row. */
    public EmailAddress open(SealedEmail sealed, String siteKey, UUID authorId) {
        try {
            var clear = seal.decrypt(sealed.ciphertext(), row(siteKey, authorId));
            return EmailAddress.ofNormalForm(new String(clear, UTF_8));
        } catch (GeneralSecurityException wrongKeyOrRow) {
            throw new EmailDoesNotOpen(siteKey, authorId);
        }
    }

    /** Under which to store: the same for the same email and site as long as the keyset is not rotated. */
    public EmailLookup lookup(EmailAddress email, String siteKey) {
        return lookup(lookupKeys.get(0), email, siteKey);
    }

    /** Under which to search: {@link #lookup} first, then what the keyset's other keys make of it, the newest first. */
    public List<EmailLookup> lookups(EmailAddress email, String siteKey) {
        return lookupKeys.stream().map(key -> lookup(key, email, siteKey)).toList();
    }

    private static EmailLookup lookup(Mac key, EmailAddress email, String siteKey) {
        try {
            return new EmailLookup(key.computeMac(
                    Frames.of(LOOKUP, siteKey.getBytes(UTF_8), email.inClear().getBytes(UTF_8))));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("An email's lookup could not be computed", broken);
        }
    }

    /** The last 37 bytes are always the author's, so that a bar in a site's key makes nothing ambiguous. */
    private static byte[] row(String siteKey, UUID authorId) {
        return ("greenroom/email/v1|" + siteKey + "|" + authorId).getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return "Emails[•••]";
    }
}
