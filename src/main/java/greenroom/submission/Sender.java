package greenroom.submission;

import greenroom.web.Client;
import java.net.InetAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Where a submission comes from.
 *
 * @param clientHash keyed digest of the client's network
 * @param idempotencyKey digest of the key that came along, or null
 * @param address of the client, which is looked at and not kept
 * @param words in which it is answered
 */
record Sender(
        String clientHash,
        @Nullable String idempotencyKey,
        InetAddress address,
        @Nullable String userAgent,
        Words words) {
    /** The header of the key. */
    static final String KEY = "Idempotency-Key";

    private static final Pattern KEY_FORM = Pattern.compile("[\\x21-\\x7E]{1,128}");

    /** @param key one of which {@link #mayHave} says yes */
    static Sender of(String clientHash, @Nullable String key, Client client, HttpHeaders headers) {
        return new Sender(
                clientHash,
                key == null ? null : Digests.idempotencyKey(key),
                client.address(),
                headers.getFirst(HttpHeaders.USER_AGENT),
                Words.accepted(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE)));
    }

    /** The same, answered in the language of the page where we speak it. */
    Sender on(@Nullable String locale) {
        var own = words.orIn(locale);
        return own == words ? this : new Sender(clientHash, idempotencyKey, address, userAgent, own);
    }

    /** Whether the header may have this value, or be missing. */
    static boolean mayHave(@Nullable String key) {
        return key == null || KEY_FORM.matcher(key).matches();
    }

    @Override
    public String toString() {
        return "Sender[]";
    }
}
