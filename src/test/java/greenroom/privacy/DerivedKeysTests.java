package greenroom.privacy;

import static greenroom.privacy.TestVault.email;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.privacy.DerivedKeys.Use;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedKeysTests {
    private final Keyset keyset = Keyset.generate();
    private final DerivedKeys keys = new DerivedKeys(keyset);

    @Test
    void eachUseHasAKeyOfItsOwn() {
        var macs = Stream.of(Use.values()).map(use -> ByteBuffer.wrap(keys.mac(use, bytes("same"))));

        assertThat(macs).doesNotHaveDuplicates().hasSize(Use.values().length);
    }

    @ParameterizedTest
    @EnumSource(Use.class)
    void theSamePartsGiveTheSameMacForThisRootOnly(Use use) {
        var mac = keys.mac(use, bytes("a"), bytes("b"));

        assertThat(mac).hasSize(32).isEqualTo(new DerivedKeys(keyset).mac(use, bytes("a"), bytes("b")));
        assertThat(new DerivedKeys(Keyset.generate()).mac(use, bytes("a"), bytes("b")))
                .isNotEqualTo(mac);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 20261124})
    void partsCutElsewhereGiveAnotherMac(long seed) {
        var random = new SplittableRandom(seed);
        var seen = new HashSet<ByteBuffer>();
        var asked = new HashSet<List<String>>();
        for (int round = 0; round < 2_000; round++) {
            var parts = IntStream.range(0, random.nextInt(5))
                    .mapToObj(part -> "\0\0\0\1".substring(0, random.nextInt(5)))
                    .toList();
            asked.add(parts);
            seen.add(ByteBuffer.wrap(keys.mac(
                    Use.DUPLICATE, parts.stream().map(DerivedKeysTests::bytes).toArray(byte[][]::new))));
        }
        assertThat(seen).as("seed %s", seed).hasSameSizeAs(asked);
    }

    @Test
    void anEmailIsItsFirstPartInNormalForm() {
        assertThat(keys.mac(Use.IDEMPOTENCY, email("a@EXAMPLE.org"), bytes("x")))
                .isEqualTo(keys.mac(Use.IDEMPOTENCY, bytes("a@example.org"), bytes("x")))
                .isNotEqualTo(keys.mac(Use.IDEMPOTENCY, email("b@example.org"), bytes("x")));
    }

    @Test
    void areWhatHkdfAndHmacSayTheyAre() throws GeneralSecurityException {
        var pseudorandom = hmac(new byte[32], keyset.root());
        var key = hmac(pseudorandom, joined(bytes("greenroom/derived/v1/avatar"), new byte[] {1}));
        var expected = hmac(key, joined(new byte[] {0, 0, 0, 4}, bytes("demo"), new byte[] {0, 0, 0, 2}, bytes("me")));

        assertThat(keys.mac(Use.AVATAR, bytes("demo"), bytes("me"))).isEqualTo(expected);
    }

    @Test
    void manyThreadsDisturbEachOtherInNothing() {
        var expected = IntStream.range(0, 500).mapToObj(this::mac).toList();

        var found = IntStream.range(0, 20_000)
                .parallel()
                .filter(i -> !Arrays.equals(mac(i % 500), expected.get(i % 500)))
                .count();

        assertThat(found).isZero();
    }

    private byte[] mac(int i) {
        return keys.mac(Use.CLIENT_HASH, bytes("client " + i));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
