package greenroom.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What percent signs stand for (RFC 3986 section 2.1). */
final class PercentEncoding {
    private PercentEncoding() {}

    /** @param encoded well-formed: {@link java.net.URI} has parsed it */
    static boolean isUtf8(String encoded) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(encoded)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] bytes(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            var isEncoded = encoded.charAt(i) == '%';
            bytes.write(isEncoded ? Integer.parseInt(encoded, i + 1, i + 3, 16) : encoded.charAt(i) & 0x7F);
            i += isEncoded ? 2 : 0;
        }
        return bytes.toByteArray();
    }
}
