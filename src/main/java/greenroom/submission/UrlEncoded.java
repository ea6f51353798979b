package greenroom.submission;

import greenroom.privacy.TypedEmail;
import greenroom.web.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form as a page without JavaScript sends it: {@code application/x-www-form-urlencoded} (WHATWG URL, 5.1), in UTF-8, each
 * field once. Other fields than ours are ignored.
 */
final class UrlEncoded {
    private final Map<String, String> fields;

    private UrlEncoded(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Throws 400 {@code malformed-request} for what is no such form. */
    static UrlEncoded parse(String text) {
        var fields = new HashMap<String, String>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                add(fields, pair);
            }
        }
        return new UrlEncoded(fields);
    }

    private static void add(Map<String, String> fields, String pair) {
        var equals = pair.indexOf('=');
        var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        var value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (fields.putIfAbsent(name, value) != null) {
            throw Problem.malformed("A field of the form may come only once.").thrown();
        }
    }

    private static String decoded(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        var raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                bytes.write(hex(raw, i));
                i += 2;
            } else {
                bytes.write(raw[i] == '+' ? ' ' : raw[i]);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static int hex(byte[] raw, int percent) {
        var high = percent + 2 <= raw.length - 1 ? Character.digit(raw[percent + 1], 16) : -1;
        var low = percent + 2 <= raw.length - 1 ? Character.digit(raw[percent + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw Problem.malformed("The form is not percent-encoded as it ought to be.")
                    .thrown();
        }
        return high * 16 + low;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Problem.malformed("The form is no valid UTF-8.").thrown();
        }
    }

    /** The field as it was sent, or null. */
    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    SubmissionForm toForm() {
        var email = get("email");
        var parent = get("parent");
        return new SubmissionForm(
                new SubmissionForm.ThreadForm(get("thread"), get("url"), get("title")),
                parent == null || parent.isEmpty() ? null : parent,
                get("name"),
                email == null ? null : TypedEmail.of(email),
                get("body"),
                get("locale"),
                null,
                null,
                get("website"));
    }

    @Override
    public String toString() {
        return "UrlEncoded[]";
    }
}
