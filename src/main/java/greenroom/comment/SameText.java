package greenroom.comment;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import greenroom.privacy.EmailLookup;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Tells when an author says the same again in a thread. The digest stands in {@code comment.dedupe_key} while the comment
 * waits or lies in spam; an approval replaces it by {@code repeat_key}, which holds the client's network as well: a text
 * that is public can be sent by anybody, and a refusal would tell them whose it is.
 */
@Component
public class SameText {
    private static final int LENGTH = 16;

    private final DerivedKeys keys;

    SameText(DerivedKeys keys) {
        this.keys = keys;
    }

    /** {@code comment.dedupe_key} of a comment with this text as it now stands; 16 bytes. */
    public byte[] dedupeKey(int site, String thread, EmailLookup author, String body) {
        return Arrays.copyOf(
                keys.mac(
                        Use.DUPLICATE,
                        Integer.toString(site).getBytes(UTF_8),
                        thread.getBytes(UTF_8),
                        author.value(),
                        body.getBytes(UTF_8)),
                LENGTH);
    }

    /** {@code comment.repeat_key}; in SQL {@code sha256(dedupe_key || client_hash)}. */
    public static byte[] repeatKey(byte[] dedupeKey, byte[] clientHash) {
        var both = Arrays.copyOf(dedupeKey, dedupeKey.length + clientHash.length);
        System.arraycopy(clientHash, 0, both, dedupeKey.length, clientHash.length);
        return Secret.sha256(both);
    }
}
