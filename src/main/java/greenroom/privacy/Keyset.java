package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of one installation: those that seal emails, those that find them again, and the root of all others. Shows
 * none of them, but for the {@link #fingerprint}.
 * <p><b>Rotation</b> replaces the keys for emails; the old ones stay, so that what they sealed still opens and what they
 * hashed is still found. {@link #rotate} writes the next file; put it in the place of the old one and start again. Where
 * several replicas run, {@link #announce} first and roll its file out: all then read with the next keys and none writes
 * with them; after that {@link #rotate} what was announced, and roll that out.
 * <p>The root does not rotate: with another one remembered devices are forgotten, avatars change, and the database is
 * taken for somebody else's (see {@link KeysetGuard}).
 */
public final class Keyset {
    static final int ROOT_BYTES = 32;

    private static final Parameters SEAL = PredefinedAeadParameters.AES256_GCM;
    private static final Parameters LOOKUP = PredefinedMacParameters.HMAC_SHA256_256BITTAG;
    private static final int DERIVED_BYTES = 32;

    private final KeyRing sealRing;
    private final KeyRing lookupRing;
    private final byte[] root;
    private final boolean generatedNow;
    private final Aead seal;
    private final List<Mac> lookupKeys;

    private Keyset(KeyRing sealRing, KeyRing lookupRing, byte[] root, boolean generatedNow)
            throws GeneralSecurityException {
        this.sealRing = sealRing;
        this.lookupRing = lookupRing;
        this.root = root.clone();
        this.generatedNow = generatedNow;
        this.seal = sealRing.aead();
        this.lookupKeys = lookupRing.macs();
    }

    static Keyset generate() {
        try {
            var root = new byte[ROOT_BYTES];
            new SecureRandom().nextBytes(root);
            return new Keyset(KeyRing.generate(SEAL), KeyRing.generate(LOOKUP), root, true);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java cannot generate keys", broken);
        }
    }

    /** Throws where these are not the kinds of keys that a keyset is made of. */
    static Keyset of(KeysetHandle seal, KeysetHandle lookup, byte[] root) throws GeneralSecurityException {
        if (root.length != ROOT_BYTES) {
            throw new GeneralSecurityException("A root of another length");
        }
        return new Keyset(KeyRing.of(SEAL, seal), KeyRing.of(LOOKUP, lookup), root, false);
    }

    /**
     * Tells this installation's keys from any other's, and no more: 32 bytes drawn from the root, which stay the same
     * however often the keys for emails are rotated.
     */
    public byte[] fingerprint() {
        return derive("greenroom/fingerprint/v1").getEncoded();
    }

    /** Whether there was none before: this process made it and was the one whose file was kept. */
    public boolean generatedNow() {
        return generatedNow;
    }

    /**
     * Writes a keyset with next keys that are read with but not written with yet.
     * @param file where to; there must be none yet
     */
    public Keyset announce(Path file) {
        return written(announced(), file);
    }

    /**
     * Writes a keyset whose next keys are written with from now on: those announced, else new ones.
     * @param file where to; there must be none yet
     */
    public Keyset rotate(Path file) {
        return written(rotated(), file);
    }

    Keyset announced() {
        try {
            return new Keyset(sealRing.announced(), lookupRing.announced(), root, false);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java cannot generate keys", broken);
        }
    }

    Keyset rotated() {
        try {
            return new Keyset(sealRing.rotated(), lookupRing.rotated(), root, false);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java cannot generate keys", broken);
        }
    }

    private static Keyset written(Keyset next, Path file) {
        KeysetFile.writeNew(next, file);
        return next;
    }

    Aead seal() {
        return seal;
    }

    /** One for each key, the primary first, then the newest first. */
    List<Mac> lookupKeys() {
        return lookupKeys;
    }

    /** Whether these keys made both; says nothing of whether they belong together. */
    boolean knowsTheKeysOf(SealedEmail sealed, EmailLookup lookup) {
        return sealRing.names(sealed.ciphertext()) && lookupRing.names(lookup.value());
    }

    /** HKDF-SHA-256 (RFC 5869) of the root, without salt, for it is random already; the label is the info. */
    SecretKey derive(String label) {
        try {
            var key = Hkdf.computeHkdf("HMACSHA256", root, new byte[0], label.getBytes(UTF_8), DERIVED_BYTES);
            return new SecretKeySpec(key, "HmacSHA256");
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have", broken);
        }
    }

    KeysetHandle sealHandle() {
        return sealRing.keys();
    }

    KeysetHandle lookupHandle() {
        return lookupRing.keys();
    }

    byte[] root() {
        return root.clone();
    }

    @Override
    public String toString() {
        return "Keyset[•••]";
    }
}
