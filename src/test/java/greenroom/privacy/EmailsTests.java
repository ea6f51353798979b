package greenroom.privacy;

import static greenroom.privacy.TestVault.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmailsTests {
    private static final UUID AYESHA = UUID.fromString("01938f2e-0000-7000-8000-000000000001");
    private static final UUID BILAL = UUID.fromString("01938f2e-0000-7000-8000-000000000002");

    private final Keyset keyset = Keyset.generate();
    private final Emails emails = new Emails(keyset);

    @Test
    void opensWhatItSealed() {
        var sealed = emails.seal(email("Ayesha@bücher.de"), "demo", AYESHA);

        assertThat(emails.open(sealed, "demo", AYESHA)).isEqualTo(email("Ayesha@bücher.de"));
    }

    @Test
    void sealsTheSameEmailDifferentlyEachTime() {
        assertThat(emails.seal(email("ayesha@example.org"), "demo", AYESHA))
                .isNotEqualTo(emails.seal(email("ayesha@example.org"), "demo", AYESHA));
    }

    @Test
    void aSealedEmailMovedToAnotherRowDoesNotOpen() {
        var sealed = emails.seal(email("ayesha@example.org"), "demo", AYESHA);

        assertThatExceptionOfType(EmailDoesNotOpen.class).isThrownBy(() -> emails.open(sealed, "demo", BILAL));
        assertThatExceptionOfType(EmailDoesNotOpen.class).isThrownBy(() -> emails.open(sealed, "other", AYESHA));
    }

    @Test
    void aSiteKeyWithABarImitatesNoOtherRow() {
        var sealed = emails.seal(email("ayesha@example.org"), "demo|" + BILAL, AYESHA);

        assertThatExceptionOfType(EmailDoesNotOpen.class).isThrownBy(() -> emails.open(sealed, "demo", BILAL));
    }

    @Test
    void aSealedEmailWithAnyByteChangedDoesNotOpen() {
        var sealed = emails.seal(email("ayesha@example.org"), "demo", AYESHA).ciphertext();

        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertThatExceptionOfType(EmailDoesNotOpen.class)
                    .isThrownBy(() -> emails.open(new SealedEmail(changed), "demo", AYESHA));
        }
        assertThatExceptionOfType(EmailDoesNotOpen.class)
                .isThrownBy(() -> emails.open(new SealedEmail(new byte[0]), "demo", AYESHA));
    }

    @Test
    void anotherInstallationsKeysOpenAndFindNothing() {
        var stranger = new Emails(Keyset.generate());
        var sealed = emails.seal(email("ayesha@example.org"), "demo", AYESHA);

        assertThatExceptionOfType(EmailDoesNotOpen.class).isThrownBy(() -> stranger.open(sealed, "demo", AYESHA));
        assertThat(stranger.lookups(email("ayesha@example.org"), "demo"))
                .doesNotContain(emails.lookup(email("ayesha@example.org"), "demo"));
    }

    @Test
    void findsAnEmailAgainOnItsOwnSiteOnly() {
        var lookup = emails.lookup(email("ayesha@example.org"), "demo");

        assertThat(emails.lookup(email("ayesha@EXAMPLE.org"), "demo")).isEqualTo(lookup);
        assertThat(emails.lookup(email("ayesha@example.org"), "other")).isNotEqualTo(lookup);
        assertThat(emails.lookup(email("bilal@example.org"), "demo")).isNotEqualTo(lookup);
        assertThat(lookup.value()).hasSize(37);
    }

    @Test
    void aSitesKeyAndAnEmailDoNotRunIntoEachOther() {
        assertThat(emails.lookup(email("mo@example.org"), "de"))
                .isNotEqualTo(emails.lookup(email("o@example.org"), "dem"));
    }

    @Test
    void valuesDoNotChangeBehindTheirBack() {
        var bytes = new byte[] {1, 2, 3};
        var sealed = new SealedEmail(bytes);
        var lookup = new EmailLookup(bytes);
        bytes[0] = 9;
        sealed.ciphertext()[1] = 9;
        lookup.value()[1] = 9;

        assertThat(sealed).isEqualTo(new SealedEmail(new byte[] {1, 2, 3}));
        assertThat(lookup).isEqualTo(new EmailLookup(new byte[] {1, 2, 3}));
        assertThat(lookup).hasSameHashCodeAs(new EmailLookup(new byte[] {1, 2, 3}));
    }
}
