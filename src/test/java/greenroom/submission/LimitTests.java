package greenroom.submission;

import static greenroom.service.Reader.body;
import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Forms;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** How much is let in, and what is said of it. Buckets fill so slowly here that no test sees one fill. */
@TestPropertySource(
        properties = {
            "greenroom.data-dir=${test.folder}/limits",
            "greenroom.rate-limit.client.capacity=3",
            "greenroom.rate-limit.client.period=1d",
            "greenroom.rate-limit.author.capacity=4",
            "greenroom.rate-limit.author.period=1d",
            "greenroom.rate-limit.site.capacity=100",
            "greenroom.rate-limit.site.period=1d"
        })
@DirtiesContext
class LimitTests extends RunningService {
    private static final String POLICY = "\"client\";q=3;w=86400";

    private static int clients;

    private String client;

    @BeforeEach
    void comeFromSomewhereElse() {
        reader = new Reader(clientFrom(PROXY), "demo");
        client = anotherClient();
    }

    private static String anotherClient() {
        clients++;
        return "10.1." + clients / 256 + "." + clients % 256;
    }

    private ResponseSpec tries(Submissions submission) {
        return triesFrom(client, submission);
    }

    private ResponseSpec triesFrom(String address, Submissions submission) {
        return reader.tries(submission, Map.of("X-Forwarded-For", address));
    }

    private ResponseSpec triesWithKey(String key, Submissions submission) {
        return reader.tries(submission, Map.of("X-Forwarded-For", client, "Idempotency-Key", key));
    }

    private static ResponseSpec tells(ResponseSpec answer, int status, int remaining) {
        answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .valueEquals("RateLimit-Policy", POLICY)
                .expectHeader()
                .valueMatches("RateLimit", "\"client\";r=" + remaining + ";t=28[78][0-9]{2}");
        return answer;
    }

    private static void isLimited(ResponseSpec answer, String by, int capacity) {
        var headers = answer.returnResult(byte[].class).getResponseHeaders();
        var seconds = Integer.parseInt(Objects.requireNonNull(headers.getFirst(HttpHeaders.RETRY_AFTER)));
        answer.expectStatus().isEqualTo(429);
        assertThat(headers.getFirst("RateLimit-Policy")).isEqualTo("\"" + by + "\";q=" + capacity + ";w=86400");
        assertThat(headers.getFirst("RateLimit")).isEqualTo("\"" + by + "\";r=0;t=" + seconds);
        assertThat(seconds).isBetween(1, 86_400 / capacity);
    }

    @Test
    void countsDownForOneClient() {
        tells(tries(aSubmission()), 202, 2);
        tells(tries(aSubmission()), 202, 1);
        tells(tries(aSubmission()), 202, 0);

        isLimited(tries(aSubmission()), "client", 3);
        tells(triesFrom(anotherClient(), aSubmission()), 202, 2);
    }

    @Test
    void saysWhatIsWrongWhenItIsTooMuch() {
        var thread = newThread();
        for (int i = 0; i < 3; i++) {
            tries(aSubmission()).expectStatus().isAccepted();
        }

        assertThat(problem(tries(aSubmission().to(thread)), 429)).isEqualTo("rate-limited");
        assertThat(store.commentsIn(thread)).isZero();
        assertThat(store.number("SELECT count(*) FROM thread WHERE key = ?", thread))
                .isZero();
    }

    @Test
    void tellsTheClientsBucketOnEveryOtherAnswer() {
        var said = aSubmission();
        tells(tries(said), 202, 2);

        tells(tries(said), 409, 1);
        tells(tries(aSubmission().saying("x")), 422, 1);
        tells(new Reader(clientFrom(PROXY), "nowhere").tries(aSubmission(), Map.of("X-Forwarded-For", client)), 404, 1);
        tells(sends("application/json", "{"), 400, 1);
        tells(sends("text/plain", "x"), 415, 1);
        tells(sends("multipart/form-data; boundary=x", "x"), 415, 1);
        tells(sends("application/json", "x".repeat(65_537)), 413, 1);
        tells(reader.tries(aSubmission(), Map.of("X-Forwarded-For", client, "Accept", "text/css")), 406, 1);
        tells(reader.tries(aSubmission(), Map.of("X-Forwarded-For", client, "Expect", "a miracle")), 417, 1);
        tells(reader.tries(aSubmission(), Map.of("X-Forwarded-For", client, "Origin", "https://evil.example")), 403, 1);
        tells(sends("application/x-www-form-urlencoded", Forms.aForm().encoded()), 200, 0);
        tells(sends("application/json", "{"), 400, 0);
    }

    private ResponseSpec sends(String type, String body) {
        return clientFrom(PROXY)
                .post()
                .uri("/api/v1/sites/demo/comments")
                .header("X-Forwarded-For", client)
                .header(HttpHeaders.CONTENT_TYPE, type)
                .bodyValue(body)
                .exchange();
    }

    @Test
    void tellsNothingOfItElsewhere() {
        clientFrom(PROXY)
                .get()
                .uri("/api/v1/submissions/" + UUID.randomUUID())
                .header("X-Forwarded-For", client)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .doesNotExist("RateLimit");
    }

    @Test
    void isAPageForAForm() {
        for (int i = 0; i < 3; i++) {
            tries(aSubmission()).expectStatus().isAccepted();
        }

        var answer = sends(
                "application/x-www-form-urlencoded",
                Forms.aForm().with("body", "Kept").encoded());

        answer.expectHeader()
                .contentType("text/html;charset=UTF-8")
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("too quickly", "Kept"));
        isLimited(answer, "client", 3);
    }

    @Test
    void countsAnAuthorFromAnywhereAndSaysSoOnlyThen() {
        var email = newEmail();
        for (int i = 0; i < 4; i++) {
            tells(triesFrom(anotherClient(), aSubmission().from(email)), 202, 2);
        }

        isLimited(triesFrom(anotherClient(), aSubmission().from(email)), "author", 4);
        tells(triesFrom(anotherClient(), aSubmission()), 202, 2);
    }

    @Test
    void takesNoTokenOfTheClientForWhatTheAuthorsLimitRefused() {
        var email = newEmail();
        for (int i = 0; i < 4; i++) {
            triesFrom(anotherClient(), aSubmission().from(email)).expectStatus().isAccepted();
        }
        tells(tries(aSubmission()), 202, 2);

        isLimited(tries(aSubmission().from(email)), "author", 4);

        tells(tries(aSubmission()), 202, 1);
    }

    @Test
    void countsAnAuthorOnEachSiteByItself() {
        var email = newEmail();
        for (int i = 0; i < 4; i++) {
            triesFrom(anotherClient(), aSubmission().from(email)).expectStatus().isAccepted();
        }

        new Reader(clientFrom(PROXY), newSite("{}"))
                .tries(aSubmission().from(email), Map.of("X-Forwarded-For", client))
                .expectStatus()
                .isAccepted();
    }

    @Test
    void countsASiteAndSaysSoOnlyThen() {
        var small = new Reader(clientFrom(PROXY), newSite("{}"));
        for (int i = 0; i < 100; i++) {
            tells(small.tries(aSubmission(), Map.of("X-Forwarded-For", anotherClient())), 202, 2);
        }

        isLimited(small.tries(aSubmission(), Map.of("X-Forwarded-For", anotherClient())), "site", 100);
    }

    @Test
    void countsANetworkOfIpv6AsOneClient() {
        var network = "2001:db8:1:" + Integer.toHexString(clients++) + ":";
        tells(triesFrom(network + ":1", aSubmission()), 202, 2);
        tells(triesFrom(network + "ffff::2", aSubmission()), 202, 1);
        tells(triesFrom("2001:db8:2:1::1", aSubmission()), 202, 2);
    }

    @Test
    void believesOnlyItsProxy() {
        var direct = new Reader(clientFrom("127.0.0.3"), "demo");
        for (int i = 0; i < 3; i++) {
            direct.tries(aSubmission(), Map.of("X-Forwarded-For", anotherClient()))
                    .expectStatus()
                    .isAccepted();
        }

        isLimited(
                direct.tries(aSubmission(), Map.of("X-Forwarded-For", anotherClient(), "Forwarded", "for=192.0.2.1")),
                "client",
                3);
    }

    @Test
    void countsNoReplay() {
        var key = UUID.randomUUID().toString();
        var submission = aSubmission();
        tells(triesWithKey(key, submission), 202, 2);

        tells(triesWithKey(key, submission), 202, 2);
        tells(triesWithKey(key, submission), 202, 2);
    }

    @Test
    void replaysThoughItIsTooMuch() {
        var key = UUID.randomUUID().toString();
        var submission = aSubmission();
        triesWithKey(key, submission);
        tries(aSubmission());
        tries(aSubmission());

        tells(triesWithKey(key, submission), 202, 0).expectHeader().valueEquals("Idempotent-Replayed", "true");
        isLimited(triesWithKey(UUID.randomUUID().toString(), submission), "client", 3);
    }

    @Test
    void replaysForAllWhoComeAtOnce() {
        var key = UUID.randomUUID().toString();
        var submission = aSubmission();

        var answers = together(
                20, any -> body(triesWithKey(key, submission).expectStatus().isAccepted()));

        assertThat(answers.stream().filter(answer -> answer.has("receipt"))).hasSize(1);
        tells(tries(aSubmission()), 202, 1);
    }

    @Test
    void leavesTheKeyFreeOfWhatWasTooMuch() {
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 3; i++) {
            tries(aSubmission());
        }
        triesWithKey(key, aSubmission()).expectStatus().isEqualTo(429);

        reader.submits(aSubmission(), Map.of("X-Forwarded-For", anotherClient(), "Idempotency-Key", key));
    }

    @Test
    void letsArticlePagesReadTheHeaders() {
        var answer = reader.tries(aSubmission(), Map.of("X-Forwarded-For", client, "Origin", ORIGIN));

        answer.expectHeader()
                .valueEquals(
                        "Access-Control-Expose-Headers",
                        "ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
        assertThat(List.of(MediaType.APPLICATION_JSON))
                .contains(answer.returnResult(byte[].class).getResponseHeaders().getContentType());
    }
}
