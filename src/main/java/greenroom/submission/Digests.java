package greenroom.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import greenroom.privacy.EmailLookup;
import greenroom.web.Client;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The keyed digests by which a submission is known again, in hexadecimal. Nobody without the keyset can compute one. */
@Component
final class Digests {
    private static final HexFormat hex = HexFormat.of();
    private static final int LENGTH = 16;

    private final DerivedKeys keys;

    Digests(DerivedKeys keys) {
        this.keys = keys;
    }

    /** The client's network, for the duplicate rule and the log. */
    String client(Client client) {
        return hex.formatHex(mac(Use.CLIENT_HASH, client.network()));
    }

    /** What makes two requests the same: all that was sent but the proof. */
    String fingerprint(int site, Submission sent) {
        var parent = sent.parent();
        return hex.formatHex(Arrays.copyOf(
                keys.mac(
                        Use.IDEMPOTENCY,
                        sent.email(),
                        text(Integer.toString(site)),
                        text(sent.threadKey()),
                        text(sent.url()),
                        text(sent.title()),
                        text(parent == null ? null : parent.toString()),
                        text(sent.name()),
                        text(sent.body()),
                        text(sent.locale()),
                        text(sent.notifyReplies() ? "notify" : null),
                        text(sent.trap() ? "trap" : null)),
                LENGTH));
    }

    /** An idempotency key as it is stored. */
    static String idempotencyKey(String key) {
        return hex.formatHex(Secret.sha256(key.getBytes(UTF_8)));
    }

    static String of(byte[] bytes) {
        return hex.formatHex(bytes);
    }

    static byte[] bytes(String digest) {
        return hex.parseHex(digest);
    }

    static String lookup(EmailLookup lookup) {
        return hex.formatHex(lookup.value());
    }

    private byte[] mac(Use use, String text) {
        return Arrays.copyOf(keys.mac(use, text.getBytes(UTF_8)), LENGTH);
    }

    private static byte[] text(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(UTF_8);
    }
}
