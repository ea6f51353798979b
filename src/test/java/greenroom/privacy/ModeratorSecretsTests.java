package greenroom.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModeratorSecretsTests {
    private static final byte[] SECRET = "12345678901234567890".getBytes(UTF_8);

    private final Keyset keyset = Keyset.generate();
    private final ModeratorSecrets secrets = new ModeratorSecrets(keyset);

    @Test
    void openWhatTheySealedAndSealItDifferentlyEachTime() {
        var sealed = secrets.seal(SECRET, "nadia");

        assertThat(secrets.open(sealed, "nadia")).isEqualTo(SECRET);
        assertThat(secrets.seal(SECRET, "nadia")).isNotEqualTo(sealed);
    }

    @Test
    void openForNobodyElse() {
        var sealed = secrets.seal(SECRET, "nadia");

        assertThatIllegalStateException().isThrownBy(() -> secrets.open(sealed, "omar"));
        assertThatIllegalStateException()
                .isThrownBy(() -> new ModeratorSecrets(Keyset.generate()).open(sealed, "nadia"));
    }

    @Test
    void openNoEmailsAndEmailsOpenNoSecrets() {
        var email = new Emails(keyset).seal(TestVault.email("a@example.org"), "news", new UUID(0, 1));

        assertThatIllegalStateException().isThrownBy(() -> secrets.open(email.ciphertext(), "news"));
    }

    @Test
    void stillOpenAfterARotation() {
        var sealed = secrets.seal(SECRET, "nadia");

        assertThat(new ModeratorSecrets(keyset.rotated()).open(sealed, "nadia")).isEqualTo(SECRET);
    }

    @Test
    void printNothing() {
        assertThat(secrets).hasToString("ModeratorSecrets[•••]");
    }
}
