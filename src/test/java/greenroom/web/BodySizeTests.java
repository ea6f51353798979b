package greenroom.web;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RawConnection;
import greenroom.service.RunningService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** 64 KiB of body and not a byte more. */
class BodySizeTests extends RunningService {
    private static final int LONGEST = 65_536;
    private static final int MEBIBYTE = 1 << 20;
    private static final String POST = "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            .formatted("/api/v1/sites/demo/comments");

    /** A submission that is right, and as long as this, white space included. */
    private static byte[] submission(int length) {
        var json = JsonMapper.shared().writeValueAsString(aSubmission().json());
        return (json + " ".repeat(length - json.length())).getBytes(StandardCharsets.US_ASCII);
    }

    private String posted(byte[] body) throws IOException {
        try (var connection = new RawConnection(port)) {
            return connection
                    .send(POST + "Content-Length: " + body.length + "\r\n\r\n")
                    .send(body)
                    .answer();
        }
    }

    private String chunked(byte[] body) throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
            for (int from = 0; from < body.length; from += 8_192) {
                var size = Math.min(8_192, body.length - from);
                connection.send(Integer.toHexString(size) + "\r\n");
                connection.send(Arrays.copyOfRange(body, from, from + size));
                connection.send("\r\n");
            }
            return connection.send("0\r\n\r\n").answer();
        }
    }

    @Test
    void takes64KiB() throws IOException {
        assertThat(posted(submission(LONGEST))).startsWith("HTTP/1.1 202 ");
        assertThat(chunked(submission(LONGEST))).startsWith("HTTP/1.1 202 ");
    }

    @ParameterizedTest
    @ValueSource(ints = {LONGEST + 1, 200_000, 900_000})
    void refusesMore(int length) throws IOException {
        for (String answer : new String[] {posted(submission(length)), chunked(submission(length))}) {
            assertThat(answer)
                    .startsWith("HTTP/1.1 413 ")
                    .containsIgnoringCase("connection: close\r\n")
                    .contains("urn:greenroom:problem:payload-too-large");
        }
    }

    @Test
    void refusesByTheLengthAlone() throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(POST + "Content-Length: 65537\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.answer()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void letsASenderBeginWhoAsksFirst() throws IOException {
        var body = submission(1_000);
        try (var connection = new RawConnection(port)) {
            connection.send(POST + "Content-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
            assertThat(connection.answer()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(connection.send(body).answer()).startsWith("HTTP/1.1 202 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/sites/demo/comments HTTP/1.1\r\nContent-Type: application/json\r\n",
                "POST /api/v1/sites/demo/comments HTTP/1.1\r\nContent-Type: text/plain\r\n",
                "POST /nothing HTTP/1.1\r\nContent-Type: application/json\r\n",
                "GET /nothing HTTP/1.1\r\n"
            })
    void cutsOffWhoSendsOn(String head) throws IOException {
        for (String length :
                new String[] {"Content-Length: 100000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n5f5e100\r\n"}) {
            assertThat(sentUntilCutOff(head + "Host: localhost\r\n" + length)).isLessThan(3 * MEBIBYTE);
        }
    }

    /** How many bytes the service and the system's buffers took. */
    private int sentUntilCutOff(String head) throws IOException {
        var piece = new byte[8_192];
        var sent = 0;
        try (var connection = new RawConnection(port)) {
            connection.send(head);
            while (sent < 100_000_000) {
                connection.send(piece);
                sent += piece.length;
            }
        } catch (IOException e) {
            return sent;
        }
        return sent;
    }
}
