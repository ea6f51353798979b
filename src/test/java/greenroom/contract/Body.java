package greenroom.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a body. */
public final class Body {
    private static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body none() {
        return NONE;
    }

    public static Body of(byte @Nullable [] bytes) {
        return bytes == null ? NONE : new Body(bytes.clone());
    }

    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    Body unzipped() {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new Body(gzip.readAllBytes());
        } catch (IOException broken) {
            throw new UncheckedIOException("The body says that it is gzip, and is not", broken);
        }
    }

    /** Unlike {@code new String}, this does not put U+FFFD in the place of what is no UTF-8. */
    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
