package greenroom.ids;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A token of 32 random bytes in base64url: handed out once, kept as its SHA-256 only. It does not print itself. */
public final class Secret {
    private static final SecureRandom random = new SecureRandom();
    private static final int BYTES = 32;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret next() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** One that somebody presents. */
    public static Secret presented(String text) {
        return new Secret(text);
    }

    /** For the one answer that hands it out. */
    public String reveal() {
        return text;
    }

    /** What is stored instead of it: it has 256 bits, so a plain digest cannot be guessed. */
    public byte[] hash() {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares in constant time. */
    public boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(hash(), storedHash);
    }

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
