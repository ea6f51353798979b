package greenroom.journey;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.service.Admin;
import greenroom.service.Reader;
import greenroom.service.RunningService;
import greenroom.service.Submissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.FluxExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The design's invariants, and what shows each.
 *
 * <table>
 * <caption>by number</caption>
 * <tr><td>1 answered after the commit, stored once</td><td>{@code OneMachineTests.keepsWhatItAcceptedThroughStopAndKill}</td></tr>
 * <tr><td>2 only a moderator approves</td><td>{@link #nothingThatAReaderSendsPublishes}, {@code JourneyTests}</td></tr>
 * <tr><td>3 no email leaves</td><td>{@code CanaryTests}, {@code NothingPrintsAnEmailTests}</td></tr>
 * <tr><td>4 one audit row a change</td><td>{@link #writesDownEachChangeOnce}, {@code DecisionConcurrencyTests}</td></tr>
 * <tr><td>5 an old version changes nothing</td><td>{@link #aDecisionOnAnOldVersionChangesNothing}, {@code DecisionsTests}</td></tr>
 * <tr><td>6 bounded memory</td><td>{@code HouseTests.theSourcesHoldNothingWithoutABound}, {@code LocalRateLimitTests}, {@code SessionsTests}</td></tr>
 * <tr><td>7 nothing stale after a gap</td><td>{@link #showsWhatItMissedOnceItHearsAgain}, {@code OwnDatabaseTests}</td></tr>
 * <tr><td>8 no event loop blocks</td><td>{@code Watch}, under every test</td></tr>
 * <tr><td>9 a guessed email tells nothing</td><td>{@link #aGuessedEmailIsAnsweredAsAnyOther}, {@code JourneyTests.drawsAnAvatarFromTheNameAndNeverFromTheEmail}</td></tr>
 * </table>
 */
class InvariantsTests extends RunningService {
    private static final List<String> ITS_OWN = List.of("id", "submittedAt", "editableUntil", "receipt");

    private Admin admin;
    private String thread;

    @BeforeEach
    void signIn() {
        admin = Admin.signedIn(port, http);
        thread = newThread();
    }

    @Test
    void nothingThatAReaderSendsPublishes() {
        var comment = reader.submits(aSubmission()
                .to(thread)
                .with("status", "approved")
                .with("version", 7)
                .with("byModerator", true)
                .with("standing", "trusted")
                .with("role", "admin"));
        http.patch()
                .uri("/api/v1/submissions/{id}", comment.id())
                .header("Receipt", comment.receipt())
                .bodyValue(Map.of("body", "Said better.", "status", "approved"))
                .exchange()
                .expectStatus()
                .isOk();

        assertThat(reader.looksAt(comment).path("status").asString()).isEqualTo("pending");
        assertThat(admin.sees(comment.id()).path("status").asString()).isEqualTo("pending");
        assertThat(reader.sees(thread)).isEmpty();
    }

    @Test
    void writesDownEachChangeOnce() {
        var comment = reader.submits(aSubmission().to(thread));
        List.of("approved", "rejected", "spam", "approved", "pending", "approved")
                .forEach(status -> admin.moves(comment.id(), status));
        reader.withdraws(comment);
        reader.withdraws(comment);

        assertThat(admin.history(comment.id()))
                .containsExactly(
                        "pending>approved",
                        "approved>rejected",
                        "rejected>spam",
                        "spam>approved",
                        "approved>pending",
                        "pending>approved",
                        "approved>withdrawn");
    }

    @Test
    void aDecisionOnAnOldVersionChangesNothing() {
        var comment = reader.submits(aSubmission().to(thread));
        admin.moves(comment.id(), "rejected");
        var before = admin.sees(comment.id());

        var results = admin.decides(Map.of("id", comment.id(), "version", 1, "to", "approved"));

        assertThat(results.path(0).path("outcome").asString()).isEqualTo("conflict");
        assertThat(admin.sees(comment.id())).isEqualTo(before);
        assertThat(reader.sees(thread)).isEmpty();
    }

    /** What another replica did while this one could not hear, and of which no announcement will come. */
    @Test
    void showsWhatItMissedOnceItHearsAgain() {
        var comment = reader.submits(aSubmission().to(thread));
        assertThat(reader.sees(thread)).isEmpty();
        database.sql("""
                        UPDATE comment SET status = 'approved', published_at = now() WHERE id = :id
                        """)
                .bind("id", UUID.fromString(comment.id()))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(reader.sees(thread)).as("still what is cached").isEmpty();

        assertThat(cutTheLineOfAnnouncements()).isPositive();

        await().atMost(Duration.ofSeconds(30)).until(() -> !reader.sees(thread).isEmpty());
    }

    private long cutTheLineOfAnnouncements() {
        var cut = database.sql("""
                        SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) AS n
                          FROM pg_stat_activity WHERE query ~ '^(LISTEN|NOTIFY) greenroom'
                        """).map(row -> row.get("n", Long.class)).one().block();
        return cut == null ? 0 : cut;
    }

    @Test
    void aGuessedEmailIsAnsweredAsAnyOther() {
        var email = newEmail();
        var known = reader.submits(aSubmission().to(thread).from(email));
        admin.approves(known.id());
        await().until(() -> !reader.sees(thread).isEmpty());

        var guessed = answer(aSubmission().to(thread).from(email).named("Mallory"), "198.51.100.7");
        var other = answer(aSubmission().to(thread).from(newEmail()).named("Mallory"), "198.51.100.8");

        assertThat(guessed).isEqualTo(other);
    }

    private Reader fromAnyNetwork() {
        return new Reader(clientFrom(PROXY), "demo");
    }

    /** Status, headers and body, but for what is every answer's own. */
    private Map<String, Object> answer(Submissions submission, String network) {
        var answer = fromAnyNetwork().tries(submission, Map.of("X-Forwarded-For", network));
        var result = answer.returnResult(JsonNode.class);
        var told = new TreeMap<String, Object>();
        result.getResponseHeaders().forEach((name, values) -> told.put(name.toLowerCase(Locale.ROOT), values));
        told.keySet().removeAll(List.of("date", "x-request-id", "content-length"));
        told.put("status", result.getStatus());
        told.put("body", withoutItsOwn(result));
        return told;
    }

    private static String withoutItsOwn(FluxExchangeResult<JsonNode> result) {
        var body = (ObjectNode) Objects.requireNonNull(result.getResponseBody().blockFirst());
        ITS_OWN.forEach(field -> assertThat(body.has(field)).isTrue());
        body.remove(ITS_OWN);
        return body.toString();
    }

    @Test
    void theSameTextUnderAGuessedEmailIsADuplicateToItsOwnNetworkOnly() {
        var email = newEmail();
        var readers = fromAnyNetwork();
        var mine = Map.of("X-Forwarded-For", "198.51.100.21");
        var known = Reader.body(readers.tries(aSubmission().to(thread).from(email), mine));
        admin.approves(known.path("id").asString());

        readers.tries(aSubmission().to(thread).from(email), Map.of("X-Forwarded-For", "203.0.113.21"))
                .expectStatus()
                .isAccepted();
        readers.tries(aSubmission().to(thread).from(email), mine).expectStatus().isEqualTo(409);
    }
}
