package greenroom.privacy;

import static greenroom.privacy.TestVault.email;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyRotationTests {
    private static final EmailAddress AYESHA = email("ayesha@example.org");
    private static final UUID AUTHOR = UUID.fromString("01938f2e-0000-7000-8000-000000000001");

    private final Keyset first = Keyset.generate();
    private volatile Keyset current = first;
    private volatile boolean rotated;

    @Test
    void whatWasSealedBeforeStillOpens() {
        var sealed = new Emails(first).seal(AYESHA, "demo", AUTHOR);
        var thrice = new Emails(first.rotated().rotated().rotated());

        assertThat(thrice.open(sealed, "demo", AUTHOR)).isEqualTo(AYESHA);
    }

    @Test
    void whatIsSealedAfterwardsNeedsTheNewKey() {
        var sealed = new Emails(first.rotated()).seal(AYESHA, "demo", AUTHOR);

        assertThatExceptionOfType(EmailDoesNotOpen.class)
                .isThrownBy(() -> new Emails(first).open(sealed, "demo", AUTHOR));
    }

    @Test
    void searchesByTheNewestKeyFirstAndThenByAllOlderOnes() {
        var second = first.rotated();
        var third = second.rotated();

        assertThat(new Emails(third).lookups(AYESHA, "demo"))
                .containsExactly(lookupBy(third), lookupBy(second), lookupBy(first));
        assertThat(lookupBy(third)).isNotEqualTo(lookupBy(second)).isNotEqualTo(lookupBy(first));
    }

    @Test
    void anAnnouncedKeyReadsButDoesNotWrite() {
        var announced = first.announced();
        var next = announced.rotated();
        var sealedByNext = new Emails(next).seal(AYESHA, "demo", AUTHOR);
        var sealedByAnnounced = new Emails(announced).seal(AYESHA, "demo", AUTHOR);

        assertThat(new Emails(announced).open(sealedByNext, "demo", AUTHOR)).isEqualTo(AYESHA);
        assertThat(new Emails(first).open(sealedByAnnounced, "demo", AUTHOR)).isEqualTo(AYESHA);
        assertThat(new Emails(announced).lookups(AYESHA, "demo")).containsExactly(lookupBy(first), lookupBy(next));
        assertThat(new Emails(next).lookups(AYESHA, "demo")).containsExactly(lookupBy(next), lookupBy(first));
    }

    @Test
    void announcingTwiceAnnouncesOneKey() {
        assertThat(new Emails(first.announced().announced()).lookups(AYESHA, "demo"))
                .hasSize(2);
    }

    @Test
    void keepsTheRootAndSoTheFingerprintAndAllDerivedKeys() {
        var part = new byte[] {1};

        assertThat(first.rotated().fingerprint()).isEqualTo(first.fingerprint());
        assertThat(new DerivedKeys(first.rotated()).mac(DerivedKeys.Use.AVATAR, part))
                .isEqualTo(new DerivedKeys(first).mac(DerivedKeys.Use.AVATAR, part));
        assertThat(Keyset.generate().fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void losesNothingWhileTheKeysAreChangedUnderLoad() throws Exception {
        var busy = new CountDownLatch(4);
        var threads = Executors.newFixedThreadPool(4);
        try {
            var authors = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 4; i++) {
                authors.add(threads.submit(() -> sealsAndFindsUntilRotated(busy)));
            }
            busy.await();
            for (int i = 0; i < 10; i++) {
                current = current.rotated();
            }
            rotated = true;

            for (var author : authors) {
                assertThat(author.get()).isGreaterThan(10);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(new Emails(current).lookups(AYESHA, "demo")).hasSize(11).contains(lookupBy(first));
    }

    private int sealsAndFindsUntilRotated(CountDownLatch busy) {
        int times = 0;
        for (int after = 0; after < 100; times++) {
            after += rotated ? 1 : 0;
            var writer = new Emails(current);
            var sealed = writer.seal(AYESHA, "demo", AUTHOR);
            var lookup = writer.lookup(AYESHA, "demo");

            var reader = new Emails(current);
            assertThat(reader.open(sealed, "demo", AUTHOR)).isEqualTo(AYESHA);
            assertThat(reader.lookups(AYESHA, "demo")).contains(lookup);
            if (times == 10) {
                busy.countDown();
            }
        }
        return times;
    }

    private static EmailLookup lookupBy(Keyset keyset) {
        return new Emails(keyset).lookup(AYESHA, "demo");
    }
}
