package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedEncodingsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "gzip, deflate, br",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "gzip;q=0.001",
                "x-gzip",
                "*",
                "*;q=0.5",
                "identity;q=0.5, gzip;q=0.5",
                "identity;q=0, gzip",
                " gzip ; q=1 ",
                "deflate,,gzip"
            })
    void askForGzip(String header) {
        assertThat(AcceptedEncodings.prefersGzip(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.0",
                "gzip;q=0.000",
                "gzip;q=0, *",
                "x-gzip;q=0, *",
                "*;q=0",
                "identity, gzip;q=0.5",
                "gzipped",
                "gzip;q=2",
                "gzip;q=-1",
                "gzip;q=yes",
                "gzip;level=9",
                "not-gzip",
                ",,;;,"
            })
    void doNotAskForGzip(String header) {
        assertThat(AcceptedEncodings.prefersGzip(List.of(header))).isFalse();
    }

    @Test
    void areReadFromAllLinesOfTheHeader() {
        assertThat(AcceptedEncodings.prefersGzip(List.of())).isFalse();
        assertThat(AcceptedEncodings.prefersGzip(List.of("br", "gzip"))).isTrue();
        assertThat(AcceptedEncodings.prefersGzip(List.of("*", "gzip;q=0"))).isFalse();
    }
}
