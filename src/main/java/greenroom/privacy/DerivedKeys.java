package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * All keyed hashes that are no email's: for each use a key of its own, drawn from the keyset's root by HKDF-SHA-256
 * (RFC 5869), and never shown. Safe for all threads; no call blocks.
 */
@Component
public final class DerivedKeys {
    /** What a key is for. The labels are part of every stored value: a changed one makes all of its use worthless. */
    public enum Use {
        AVATAR("avatar"),
        CHALLENGE("challenge"),
        CLIENT_HASH("client-hash"),
        DEVICE_COOKIE("device-cookie"),
        DUPLICATE("duplicate"),
        FEED("feed"),
        IDEMPOTENCY("idempotency"),
        MAIL_LINK("mail-link"),
        RECOVERY_CODE("recovery-code"),
        SHARED_NAME("shared-name"),
        SIGN_IN_STATE("sign-in-state"),
        WEBHOOK("webhook");

        private final String label;

        Use(String label) {
            this.label = label;
        }
    }

    private final Map<Use, ThreadLocal<Mac>> macs = new EnumMap<>(Use.class);

    DerivedKeys(Keyset keyset) {
        for (var use : Use.values()) {
            macs.put(use, eachThreadsOwn(keyset.derive("greenroom/derived/v1/" + use.label)));
        }
    }

    /** HMAC-SHA-256 over the parts, 32 bytes; other parts, or the same bytes cut elsewhere, give another value. */
    public byte[] mac(Use use, byte[]... parts) {
        return Objects.requireNonNull(macs.get(use)).get().doFinal(Frames.of(parts));
    }

    /** The same with an email as its first part, for who must tell emails apart but has no business reading them. */
    public byte[] mac(Use use, EmailAddress email, byte[]... parts) {
        var all = new byte[parts.length + 1][];
        all[0] = email.inClear().getBytes(UTF_8);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return mac(use, all);
    }

    private static ThreadLocal<Mac> eachThreadsOwn(SecretKey key) {
        return ThreadLocal.withInitial(() -> hmacSha256(key));
    }

    private static Mac hmacSha256(SecretKey key) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("This Java has no HmacSHA256, which every Java must have", broken);
        }
    }

    @Override
    public String toString() {
        return "DerivedKeys[•••]";
    }
}
