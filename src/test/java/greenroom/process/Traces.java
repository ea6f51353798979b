package greenroom.process;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.util.HtmlUtils;

/**
 * Everything by which an email could be known to somebody who has no key: the address in clear and in the usual
 * encodings, and the digests that services like Gravatar take of one.
 */
final class Traces {
    private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256", "SHA-512");

    /** By their first two bytes, so that a file is gone through once. */
    private final Map<Integer, List<Needle>> byStart = new HashMap<>();

    private Traces() {}

    /**
     * @param forms how the address may be written: as typed, with its domain in ASCII, in lower case
     * @param telling the part of it that nobody else has
     */
    static Traces of(List<String> forms, String telling) {
        var traces = new Traces();
        traces.text("the telling part", telling);
        for (String form : all(forms)) {
            traces.text(form, form);
            traces.digests(form);
        }
        return traces;
    }

    /** A secret, as it is and in the usual encodings. */
    static Traces ofSecret(String name, String secret) {
        var traces = new Traces();
        traces.text(name, secret);
        return traces;
    }

    private static Set<String> all(List<String> forms) {
        var all = new TreeSet<String>();
        forms.forEach(form -> all.addAll(List.of(form, form.toLowerCase(Locale.ROOT), form.toUpperCase(Locale.ROOT))));
        return all;
    }

    private void text(String name, String text) {
        var bytes = text.getBytes(UTF_8);
        needle(name + " URL-encoded", URLEncoder.encode(text, UTF_8));
        needle(name + " HTML-escaped", HtmlUtils.htmlEscape(text));
        needle(name + " in UTF-16BE", text.getBytes(UTF_16BE));
        needle(name + " in UTF-16LE", text.getBytes(UTF_16LE));
        encodings(name, bytes);
    }

    private void digests(String form) {
        for (String algorithm : DIGESTS) {
            encodings(algorithm + " of " + form, digest(algorithm, form));
        }
    }

    /** Base64 without its end, which depends on what follows. */
    private void encodings(String name, byte[] bytes) {
        needle(name + " as bytes", bytes);
        needle(name + " in hex", HexFormat.of().formatHex(bytes));
        var whole = bytes.length - bytes.length % 3;
        var head = Arrays.copyOf(bytes, whole);
        needle(name + " in Base64", Base64.getEncoder().encodeToString(head));
        needle(name + " in base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(head));
    }

    private void needle(String name, String needle) {
        needle(name, needle.getBytes(UTF_8));
    }

    private void needle(String name, byte[] bytes) {
        byStart.computeIfAbsent(start(bytes, 0), none -> new ArrayList<>()).add(new Needle(name, bytes));
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What of it is in there, by name; letters of ASCII count in either case. */
    List<String> in(byte[] content) {
        var found = new ArrayList<String>();
        for (int i = 0; i + 1 < content.length; i++) {
            for (var needle : byStart.getOrDefault(start(content, i), List.of())) {
                if (needle.isAt(content, i) && !found.contains(needle.name())) {
                    found.add(needle.name());
                }
            }
        }
        return found;
    }

    /** Each needle by name, within something else. */
    Map<String, byte[]> planted() {
        var planted = new LinkedHashMap<String, byte[]>();
        byStart.values().stream().flatMap(List::stream).forEach(needle -> planted.put(needle.name(), needle.planted()));
        return planted;
    }

    private static int start(byte[] content, int at) {
        return (lower(content[at]) & 0xff) << 8 | (lower(content[at + 1]) & 0xff);
    }

    private static byte lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? (byte) (letter + 'a' - 'A') : letter;
    }

    private static final class Needle {
        private final String name;
        private final byte[] bytes;

        Needle(String name, byte[] bytes) {
            this.name = name;
            this.bytes = bytes.clone();
        }

        String name() {
            return name;
        }

        boolean isAt(byte[] content, int at) {
            if (at + bytes.length > content.length) {
                return false;
            }
            for (int i = 0; i < bytes.length; i++) {
                if (lower(content[at + i]) != lower(bytes[i])) {
                    return false;
                }
            }
            return true;
        }

        byte[] planted() {
            var planted = new byte[bytes.length + 20];
            System.arraycopy(bytes, 0, planted, 7, bytes.length);
            return planted;
        }
    }
}
