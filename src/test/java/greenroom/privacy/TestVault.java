package greenroom.privacy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** A vault with keys of its own, for tests in any package. */
public final class TestVault {
    private static final Keyset KEYSET = Keyset.generate();

    private TestVault() {}

    public static Emails emails() {
        return new Emails(KEYSET);
    }

    public static DerivedKeys derivedKeys() {
        return new DerivedKeys(KEYSET);
    }

    public static SessionSeal sessionSeal() {
        return new SessionSeal(KEYSET);
    }

    /** The address, which must be a valid one. */
    public static EmailAddress email(String typed) {
        return EmailAddress.parse(TypedEmail.of(typed)).fold(address -> address, reason -> {
            throw new AssertionError(typed + " is " + reason);
        });
    }

    /** All that a keyset must never show: its root and its keys, as they stand in its file. */
    static List<String> secretsOf(Keyset keyset) {
        var file = JsonMapper.shared().readTree(new String(KeysetFormat.write(keyset), StandardCharsets.UTF_8));
        var keys = Stream.of("seal", "lookup")
                .flatMap(ring -> file.path(ring).path("key").valueStream())
                .map(key -> key.path("keyData").path("value").asString());
        return Stream.concat(Stream.of(file.path("root").asString()), keys).toList();
    }
}
