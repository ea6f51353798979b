package greenroom.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, in hexadecimal. */
final class Digest {
    private Digest() {}

    static MessageDigest begun() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java lacks what every Java must have", e);
        }
    }

    /** Of a small file. */
    static String of(Path file) throws IOException {
        var digest = begun();
        digest.update(Files.readAllBytes(file));
        return of(digest);
    }

    static String of(MessageDigest finished) {
        return HexFormat.of().formatHex(finished.digest());
    }
}
