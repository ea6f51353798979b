package greenroom.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowsDigestTests {
    private static String of(String... parts) {
        var digest = new RowsDigest();
        for (String part : parts) {
            digest.update(part.getBytes(UTF_8));
        }
        return Digest.of(digest);
    }

    @Test
    void isTheSameInWhateverOrderAndPiecesTheRowsCome() {
        var digest = of("one\t1\ntwo\t2\nthree\t3\n");

        assertThat(of("three\t3\n", "one\t1\n", "two\t2\n")).isEqualTo(digest);
        assertThat(of("one\t1\ntw", "o\t", "2", "\nthree\t3", "\n")).isEqualTo(digest);
        assertThat(byteByByte("two\t2\none\t1\nthree\t3\n")).isEqualTo(digest);
    }

    private static String byteByByte(String rows) {
        var digest = new RowsDigest();
        for (byte one : rows.getBytes(UTF_8)) {
            digest.update(one);
        }
        return Digest.of(digest);
    }

    @Test
    void isAnotherWhenAnyRowIs() {
        var digest = of("one\t1\ntwo\t2\n");

        assertThat(of("one\t2\ntwo\t1\n")).isNotEqualTo(digest);
        assertThat(of("one\t1\n")).isNotEqualTo(digest);
        assertThat(of("one\t1\ntwo\t2\ntwo\t2\n")).isNotEqualTo(digest);
        assertThat(of("one\t1\none\t1\ntwo\t2\ntwo\t2\n")).isNotEqualTo(digest);
        assertThat(of("one\t1\ntwo\t2")).as("cut off").isNotEqualTo(digest);
    }
}
