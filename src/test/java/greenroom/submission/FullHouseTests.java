package greenroom.submission;

import static greenroom.service.Submissions.aSubmission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.RawConnection;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** What is answered while there is no room for another submission. */
class FullHouseTests extends RunningService {
    private static final String COMMENTS = "/api/v1/sites/demo/comments";
    private static final String HEAD = "POST " + COMMENTS + " HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 10\r\n\r\n";
    private static final String READ = "GET " + COMMENTS + "?thread=nothing HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String EARLY = "application/json";

    /** The same type, written in a way that only the ordinary way reads. */
    private static final String ORDINARY = "application/json;charset=\"UTF-8\"";

    @Autowired
    private Crowd crowd;

    @Autowired
    private MeterRegistry meters;

    private final List<Disposable> inside = new ArrayList<>();

    @BeforeEach
    void fill() {
        while (!crowd.isFull()) {
            inside.add(crowd.with(Mono.never(), Mono.empty()).subscribe());
        }
    }

    @AfterEach
    void empty() {
        inside.forEach(Disposable::dispose);
    }

    private ResponseSpec sends(String type, String header, String value) {
        return clientFrom(PROXY)
                .post()
                .uri(COMMENTS)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header("X-Request-Id", "the-same")
                .header(header, value)
                .bodyValue("{\"never\": \"read")
                .exchange();
    }

    private static String said(ResponseSpec answer) {
        var result =
                answer.expectStatus().isEqualTo(503).expectBody(byte[].class).returnResult();
        return headers(result) + "\n" + new String(Objects.requireNonNull(result.getResponseBodyContent()), UTF_8);
    }

    /** Without what differs from one moment to the next. */
    private static String headers(EntityExchangeResult<byte[]> answer) {
        return answer.getResponseHeaders().headerSet().stream()
                .filter(header -> !header.getKey().equalsIgnoreCase("Date"))
                .map(header -> header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue())
                .map(line -> line.replaceAll("^(retry-after: ).[1-5].$", "$1N"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept=*/*",
                "Accept=application/json",
                "Origin=https://news.example",
                "X-Forwarded-Proto=https",
                "X-Forwarded-For=192.0.2.7",
                "Idempotency-Key=once"
            })
    void refusesOnTheHeadWithTheWordsOfTheOrdinaryWay(String header) {
        var parts = header.split("=", 2);
        var before = refused();

        var early = said(sends(EARLY, parts[0], parts[1]));

        assertThat(early)
                .isEqualTo(said(sends(ORDINARY, parts[0], parts[1])))
                .contains("retry-after: N", "urn:greenroom:problem:overloaded", "ratelimit: ");
        assertThat(refused()).isGreaterThan(before);
    }

    private double refused() {
        return Objects.requireNonNull(meters.find("greenroom.submissions")
                        .tag("outcome", "overloaded")
                        .counters())
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void answersBeforeTheBodyHasComeAndGoesOnAfterIt() throws IOException {
        try (var connection = new RawConnection(port)) {
            assertThat(connection.send(HEAD).send("{\"a\"").answer()).startsWith("HTTP/1.1 503");

            assertThat(connection.send(": 1   ").send(READ).answer()).startsWith("HTTP/1.1 200");
            assertThat(connection.send(HEAD).send("0123456789").answer()).startsWith("HTTP/1.1 503");
        }
    }

    @Test
    void answersInTheOrderOfTheRequests() throws IOException {
        try (var connection = new RawConnection(port)) {
            connection.send(HEAD + "0123456789" + READ + HEAD + "0123456789" + HEAD + "0123456789" + READ);

            assertThat(List.of(
                            connection.answer().substring(0, 12),
                            connection.answer().substring(0, 12),
                            connection.answer().substring(0, 12),
                            connection.answer().substring(0, 12),
                            connection.answer().substring(0, 12)))
                    .containsExactly("HTTP/1.1 503", "HTTP/1.1 200", "HTTP/1.1 503", "HTTP/1.1 503", "HTTP/1.1 200");
        }
    }

    @Test
    void othersAreServedAsEver() {
        reader.reads(newThread());
        http.get().uri("/readyz").exchange().expectStatus().isOk();
        assertThat(Reader.problem(sends(EARLY, "Origin", "https://elsewhere.example"), 403))
                .isEqualTo("origin-not-allowed");
        assertThat(Reader.problem(sends("text/plain", "Accept", "*/*"), 415)).isEqualTo("unsupported-media-type");
    }

    @Test
    void thereIsRoomAgainOnceOthersHaveLeft() {
        assertThat(Reader.problem(reader.tries(aSubmission()), 503)).isEqualTo("overloaded");

        empty();

        reader.submits(aSubmission());
    }
}
