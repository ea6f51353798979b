package greenroom.privacy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands in a keyset file, in JSON and in clear: who can read the file can read the emails.
 * <pre>
 * {
 *   "format": "greenroom/keyset/v1",
 *   "root":   32 random bytes in Base64, from which all keys but those for emails are derived,
 *   "seal":   a keyset of Google Tink in its JSON: AES-256-GCM keys, of which the primary seals and all open,
 *   "lookup": another one: HMAC-SHA-256 keys with 256-bit tags, of which the primary hashes and all are searched by
 * }
 * </pre>
 * In each Tink keyset the newest key stands last, and every key has Tink's own prefix.
 */
final class KeysetFormat {
    private static final String FORMAT = "greenroom/keyset/v1";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private KeysetFormat() {}

    /** Empty where it is no such file; why is not told, for the parsers' messages may quote what they read. */
    static Optional<Keyset> read(byte[] written) {
        try {
            var file = JSON.readTree(written);
            return FORMAT.equals(file.path("format").asString("")) ? Optional.of(keyset(file)) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException noKeyset) {
            return Optional.empty();
        }
    }

    static byte[] write(Keyset keyset) {
        try {
            var file = JSON.createObjectNode();
            file.put("format", FORMAT);
            file.put("root", Base64.getEncoder().encodeToString(keyset.root()));
            file.set("seal", json(keyset.sealHandle()));
            file.set("lookup", json(keyset.lookupHandle()));
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Tink cannot write its own keyset", broken);
        }
    }

    private static Keyset keyset(JsonNode file) throws GeneralSecurityException {
        var root = Base64.getDecoder().decode(file.path("root").asString(""));
        return Keyset.of(handle(file.path("seal")), handle(file.path("lookup")), root);
    }

    private static KeysetHandle handle(JsonNode keys) throws GeneralSecurityException {
        return KeyRing.parse(keys.toString());
    }

    private static JsonNode json(KeysetHandle keys) throws GeneralSecurityException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
    }
}
