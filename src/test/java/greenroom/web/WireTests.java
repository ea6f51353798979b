package greenroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RawConnection;
import greenroom.service.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bytes that are no HTTP, or that two readers could read in two ways, are answered once and with nothing but a status. */
@ExtendWith(OutputCaptureExtension.class)
class WireTests extends RunningService {
    private static final String GET = "GET /livez HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST =
            "POST /api/v1/sites/demo/comments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    /** What would be a second request, if the first one ended where somebody else thinks. */
    private static final String SECOND = GET + "\r\n";

    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String END = "0\r\n\r\n" + SECOND;

    static List<Arguments> broken() {
        return List.of(
                Arguments.of("no HTTP", "hello\r\n\r\n"),
                Arguments.of("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"),
                Arguments.of("another version", "GET /livez HTTP/9.9\r\nHost: localhost\r\n\r\n"),
                Arguments.of("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("no host", "GET /livez HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", GET + "Host: localhost\r\n\r\n"),
                Arguments.of("a broken host", "GET /livez HTTP/1.1\r\nHost: a b\r\n\r\n"),
                Arguments.of("a host with a path", "GET /livez HTTP/1.1\r\nHost: evil/?a\r\n\r\n"),
                Arguments.of("a header without a colon", GET + "nonsense\r\n\r\n"),
                Arguments.of("a header with a space", GET + "X A: b\r\n\r\n"),
                Arguments.of("a space before the colon", GET + "X-A : b\r\n\r\n"),
                Arguments.of("NUL in a header", GET + "X-A: b\u0000c\r\n\r\n"),
                Arguments.of("CR in a header", GET + "X-A: b\rX-B: c\r\n\r\n"),
                Arguments.of("bare LF", "GET /livez HTTP/1.1\nHost: localhost\n\n"),
                Arguments.of("a folded header", GET + "X-A: b\r\n c\r\n\r\n"),
                Arguments.of("a header folded by a tab", GET + "X-A: b\r\n\tContent-Length: 5\r\n\r\n"),
                Arguments.of("a folded first header", "GET /livez HTTP/1.1\r\n Host: localhost\r\n\r\n"),
                Arguments.of("both lengths", POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + END),
                Arguments.of("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x" + SECOND),
                Arguments.of("a length twice", POST + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" + SECOND),
                Arguments.of("a list of lengths", POST + "Content-Length: 2, 2\r\n\r\n{}" + SECOND),
                Arguments.of("a signed length", POST + "Content-Length: +2\r\n\r\n{}" + SECOND),
                Arguments.of("a negative length", POST + "Content-Length: -2\r\n\r\n{}" + SECOND),
                Arguments.of("a length in hexadecimal", POST + "Content-Length: 0x2\r\n\r\n{}" + SECOND),
                Arguments.of(
                        "a length past counting", POST + "Content-Length: 99999999999999999999\r\n\r\n{}" + SECOND),
                Arguments.of(
                        "chunked, identity", POST + "Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n" + END),
                Arguments.of("identity", POST + "Transfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n{}" + SECOND),
                Arguments.of(
                        "chunked twice",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n" + END),
                Arguments.of("xchunked", POST + "Transfer-Encoding: xchunked\r\n\r\n2\r\n{}\r\n" + END),
                Arguments.of("chunked, hidden", POST + "Transfer-Encoding : chunked\r\n\r\n2\r\n{}\r\n" + END),
                Arguments.of(
                        "chunked in HTTP/1.0",
                        CHUNKED.replace("1.1", "1.0") + "2\r\n{}\r\n" + END.replace("1.1", "1.0")),
                Arguments.of("a size that is none", CHUNKED + "zz\r\n{}\r\n" + END),
                Arguments.of("a negative size", CHUNKED + "-2\r\n{}\r\n" + END),
                Arguments.of("a size with 0x", CHUNKED + "0x2\r\n{}\r\n" + END),
                Arguments.of("a size past counting", CHUNKED + "FFFFFFFFF\r\n{}\r\n" + END),
                Arguments.of("a size after a space", CHUNKED + " 2\r\n{}\r\n" + END),
                Arguments.of("chunks parted by LF", CHUNKED + "2\n{}\n0\n\n" + SECOND),
                Arguments.of("chunks parted by CR", CHUNKED + "2\r{}\r0\r\r" + SECOND),
                Arguments.of("a chunk longer than it says", CHUNKED + "2\r\n{}XX" + END),
                Arguments.of("LF in an extension", CHUNKED + "2;a\nb\r\n{}\r\n" + END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isAnsweredOnce(String what, String bytes) throws IOException {
        try (var connection = new RawConnection(port)) {
            assertThat(connection.send(bytes).untilClosed())
                    .isEqualTo("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    }

    @Test
    void isAnsweredWhenTheFoldComesInPieces() throws IOException {
        try (var connection = new RawConnection(port)) {
            for (String piece :
                    List.of("GET /livez HTT", "P/1.1\r\nHost: localhost\r\nX-A: b\r", "\n", "\tc\r\n\r\n")) {
                connection.send(piece);
            }
            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void isAnsweredWhenTheLineIsTooLong() throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send("GET /" + "a".repeat(33 * 1024) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 414 ").endsWith("\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600})
    void isAnsweredWhenTheHeadersAreTooLong(int headers) throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(GET + ("X-A: " + "a".repeat(9_000 / headers) + "\r\n").repeat(headers) + "\r\n");
            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 431 ").endsWith("\r\n\r\n");
        }
    }

    @Test
    void takesAnAddressAsLongAsAHundredThreads() throws IOException {
        var threads = ("&thread=" + "%D9%88".repeat(50)).repeat(100);
        try (var connection = new RawConnection(port)) {
            connection.send("GET /api/v1/sites/nowhere/counts?x=1" + threads + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void takesTwoRequestsAtOnceFromOneConnection() throws IOException {
        var body = "{\"body\": [\r\n 1,\r\n\t2]}";
        var posted = POST + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        var chunked = CHUNKED + "a;b=c\r\n{\"a\":\r\n 1}\r\n0\r\nX-Trailer: a\r\n\r\n";
        try (var connection = new RawConnection(port)) {
            connection.send(SECOND + posted + chunked + SECOND + posted + SECOND);
            for (String status : List.of("200", "400", "422", "200", "400", "200")) {
                assertThat(connection.answer()).startsWith("HTTP/1.1 " + status);
            }
        }
    }

    @Test
    void takesARequestThatComesByteByByte() throws IOException {
        try (var connection = new RawConnection(port)) {
            for (byte one : (CHUNKED + "2\r\n{}\r\n0\r\n\r\n" + SECOND).getBytes(StandardCharsets.US_ASCII)) {
                connection.send(new byte[] {one});
            }
            assertThat(connection.answer()).startsWith("HTTP/1.1 422");
            assertThat(connection.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void takesEarlierHttp() throws IOException {
        try (var connection = new RawConnection(port)) {
            assertThat(connection.send("GET /livez HTTP/1.0\r\n\r\n").untilClosed())
                    .startsWith("HTTP/1.0 200 ");
        }
    }

    @Test
    void refusesOtherEncodingsThanChunked() throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(POST + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
            assertThat(connection.answer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("urn:greenroom:problem:malformed-request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sites/demo/comments?thread=%zz",
                "/api/v1/sites/demo/comments?thread=100%",
                "/api/v1/sites/demo/comments?thread=a|b",
                "/%",
                "/<script>alert(1)</script>",
                "/a\"b",
                "/a\\b",
                "/{a}",
                "/^"
            })
    void tellsWhatIsWrongWithAnAddress(String target) throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: mine\r\n\r\n");
            assertThat(connection.answer())
                    .startsWith("HTTP/1.1 400 ")
                    .contains("X-Content-Type-Options: nosniff\r\n", "X-Request-Id: mine\r\n", "Date: ")
                    .contains("Content-Type: application/problem+json\r\n", "urn:greenroom:problem:malformed-request")
                    .doesNotContain("<script");
            assertThat(connection.send(SECOND).answer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT evil.example:443", "GET http://evil.example/nothing", "GET nothing", "OPTIONS *"})
    void findsNothingAtAnAddressOfAnotherForm(String request) throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(request + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 404 ").contains("urn:greenroom:problem:not-found");
        }
    }

    @Test
    void keepsSecretsOfABrokenRequestOutOfTheLog(CapturedOutput log) throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(GET + "Authorization: Bearer grm_canary\r\nCookie: canary\r\nX A: canary\r\n\r\n");
            assertThat(connection.untilClosed()).startsWith("HTTP/1.1 400 ");
        }
        assertThat(log.getAll()).doesNotContain("canary");
    }
}
