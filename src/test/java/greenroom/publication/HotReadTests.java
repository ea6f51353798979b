package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.publication.RawHttp.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

class HotReadTests extends WindowTest {
    private static final String ID = "X-Request-Id: the-same";

    @Autowired
    private MeterRegistry meters;

    @LocalManagementPort
    private int managementPort;

    private final String thread = newThread();
    private final String target = "/api/v1/sites/demo/comments?thread=" + thread;

    @BeforeEach
    void isReady() {
        shelf.puts(aComment(thread).saying("Well said. ".repeat(50)));
        await().atMost(PATIENCE).until(this::isAnsweredHot);
    }

    /** Once everybody has heard of the comment. */
    private boolean isAnsweredHot() {
        var before = reads("hot");
        return raw.get(target).status() == 200 && reads("hot") > before;
    }

    private double reads(String outcome) {
        return meters.get("greenroom.publication.reads")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    /** The same request with a header that means nothing here, but is one of those that go the ordinary way. */
    private Answer ordinary(String method, String... headers) {
        var more = Arrays.copyOf(headers, headers.length + 1);
        more[headers.length] = "Receipt: none";
        return raw.ask(method, target, more);
    }

    @Test
    void areThoseThatWentTheOrdinaryWayBefore() {
        var hot = reads("hot");
        var ready = reads("ready");

        raw.get(target);
        raw.ask("HEAD", target);
        ordinary("GET");

        assertThat(reads("hot") - hot).isEqualTo(2);
        assertThat(reads("ready") - ready).isEqualTo(1);
    }

    @Test
    void areCountedByWhatTheyCost() {
        var etag = raw.get(target).header("ETag");
        var notModified = reads("not-modified");
        var miss = reads("miss");

        raw.get(target, "If-None-Match: " + etag);
        raw.get("/api/v1/sites/demo/comments?thread=" + newThread());

        assertThat(reads("not-modified") - notModified).isEqualTo(1);
        assertThat(reads("miss") - miss).isEqualTo(1);
        assertThat(meters.get("cache.size")
                        .tag("cache", "greenroom.threads")
                        .gauge()
                        .value())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void areAnsweredLikeOrdinaryOnes(String method) {
        var plain = raw.get(target).header("ETag");
        var gzip = raw.get(target, "Accept-Encoding: gzip").header("ETag");
        assertThat(gzip).isNotEqualTo(plain);

        isAlike(method);
        isAlike(method, "Accept-Encoding: gzip, br");
        isAlike(method, "Accept-Encoding: gzip;q=0");
        isAlike(method, "Accept-Encoding: br", "Accept-Encoding: gzip");
        isAlike(method, "If-None-Match: " + plain);
        isAlike(method, "If-None-Match: " + gzip, "Accept-Encoding: gzip");
        isAlike(method, "If-None-Match: " + gzip);
        isAlike(method, "If-None-Match: W/" + plain + ", \"other\"", "Accept-Encoding: gzip");
        isAlike(method, "If-None-Match: *");
        isAlike(method, "If-None-Match: \"other\"");
        isAlike(method, "If-None-Match: \"" + "x".repeat(7_000) + "\"");
        isAlike(method, "Origin: https://news.example");
        isAlike(method, "Origin: https://news.example", "If-None-Match: " + plain);
        isAlike(method, "Origin: http://localhost:" + port);
        isAlike(method, "Accept: */*");
        isAlike(method, "Accept: text/html, application/json;q=0.1");
        isAlike(method, "Cookie: greenroom=somebody; XSRF-TOKEN=x");
        isAlike(method, "Range: bytes=0-3");
        isAlike(method, "X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.1", "Forwarded: proto=https");
        isAlike(method, "X-Requested-With: XMLHttpRequest");
    }

    private void isAlike(String method, String... headers) {
        var named = Arrays.copyOf(headers, headers.length + 1);
        named[headers.length] = ID;

        var hot = raw.ask(method, target, named);
        var ordinary = ordinary(method, named);

        assertThat(hot.status()).as("%s", List.of(headers)).isEqualTo(ordinary.status());
        assertThat(undated(hot)).as("%s", List.of(headers)).containsExactlyInAnyOrderElementsOf(undated(ordinary));
        assertThat(hot.octets()).isEqualTo(ordinary.octets());
    }

    private static List<String> undated(Answer answer) {
        assertThat(answer.header("Date"))
                .matches("[A-Z][a-z]{2}, \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        return answer.lines().stream()
                .filter(line -> !line.startsWith("Date: "))
                .toList();
    }

    @Test
    void setNoCookieAndNameEachRequest() {
        var first = raw.get(target);
        var second = raw.get(target, "X-Request-Id: two words");

        assertThat(first.headers()).doesNotContainKey("set-cookie");
        assertThat(first.header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(second.header("X-Request-Id"))
                .matches("[A-Za-z0-9._-]{1,64}")
                .isNotEqualTo(first.header("X-Request-Id"));
        assertThat(raw.get(target, ID).header("X-Request-Id")).isEqualTo("the-same");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | Origin: https://news.example.evil",
                "403 | Origin: null",
                "403 | Origin: http://news.example",
                "400 | Origin: https://news.example % Origin: https://news.example",
                "400 | X-Request-Id: a % X-Request-Id: b",
                "400 | Authorization: a % Authorization: b",
                "406 | Accept: text/html",
                "417 | Expect: miracles",
                "415 | Content-Encoding: gzip",
                "415 | Content-Type: multipart/form-data",
                "413 | Content-Length: 65537"
            })
    void areRefusedWhereOrdinaryOnesAre(int status, String headers) {
        assertThat(raw.get(target, headers.split(" % ", -1)).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a b",
                "Host: localhost:99999",
                "Host: [::1]:8080",
                "Host: localhost:port",
                "Host: user@localhost",
                "Host: a % Host: b",
                "Host: bücher.example",
                "Host: ",
                "Content-Type: application/json",
                "Content-Length: 0",
                "Upgrade: websocket",
                "Authorization: Basic eDp5",
                "Expect: 100-continue"
            })
    void areNotOneBitMoreLenientThanTheFirst(String headers) {
        var cold = "/api/v1/sites/demo/comments?thread=" + newThread();
        var lines = headers.split(" % ", -1);

        var first = raw.get(cold, lines);

        assertThat(raw.get(target, lines).status()).isEqualTo(first.status());
    }

    @Test
    void areLearntFromNothingThatWasRefused() {
        var twice = target + "&thread=" + thread;
        for (int i = 0; i < 3; i++) {
            assertThat(raw.get(twice).status()).isEqualTo(400);
            assertThat(raw.get(target + "&limit=0").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "TRACE"})
    void areReadsAndNothingElse(String method) {
        assertThat(raw.ask(method, target).status()).isNotEqualTo(200);
    }

    @Test
    void areNoBusinessOfTheActuator() {
        assertThat(new RawHttp(managementPort).get(target).status()).isEqualTo(404);
    }

    @Test
    void followEachOtherOnOneConnection() {
        var pipelined = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";

        var answers = raw.says(pipelined + "HEAD" + pipelined.substring(3)
                + pipelined.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
        assertThat(answers.split("Well said", -1)).hasSize(1 + 2 * 50);
    }
}
