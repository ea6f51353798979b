package greenroom.publication;

import static greenroom.service.Reader.body;
import static greenroom.service.Reader.errors;
import static greenroom.service.Reader.problem;
import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.publication.PageKey.Sort;
import greenroom.service.Admin;
import greenroom.service.Reader;
import greenroom.service.Submissions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Threads of a site that closes them by themselves after thirty days. */
class AutoCloseTests extends WindowTest {
    @Autowired
    private MeterRegistry meters;

    @Autowired
    private PublishedThreads threads;

    private String site;
    private String thread;
    private Reader there;

    @BeforeEach
    void openASite() {
        site = newSite("{\"autoCloseDays\": 30}");
        thread = newThread();
        there = new Reader(http, site);
    }

    private Submissions aComment() {
        return aSubmission().to(thread);
    }

    /** Its first comment came so long ago, as an interval of PostgreSQL. */
    private void isMade(String ago) {
        there.submits(aComment());
        ages(ago);
    }

    private void ages(String ago) {
        store.run("UPDATE thread SET created_at = now() - ?::interval WHERE key = ?", ago, thread);
    }

    private boolean looksOpen() {
        return there.reads(thread).path("thread").path("open").asBoolean();
    }

    private ResponseSpec keeps(Object settings) {
        return admin().tries(HttpMethod.PUT, "/api/v1/admin/sites/" + site, Map.of("settings", settings));
    }

    private boolean isOpenAfter(Map<String, Object> change) {
        var path = "/api/v1/admin/sites/" + site + "/threads?key=" + thread;
        return body(admin().tries(HttpMethod.PUT, path, change).expectStatus().isOk())
                .path("open")
                .asBoolean();
    }

    private Admin admin() {
        return Admin.signedIn(port, http);
    }

    @Test
    void takeCommentsAsLongAsTheyAreYoung() {
        isMade("29 days 23 hours 50 minutes");

        assertThat(looksOpen()).isTrue();
        there.submits(aComment());
    }

    @Test
    void takeNoneOnceTheyAreOld() {
        isMade("30 days");
        var email = newEmail();
        var authors = store.number("SELECT count(*) FROM author");

        assertThat(problem(there.tries(aComment().from(email)), 403)).isEqualTo("comments-closed");
        assertThat(store.commentsIn(thread)).isEqualTo(1);
        assertThat(store.number("SELECT count(*) FROM author")).isEqualTo(authors);
        assertThat(looksOpen()).isFalse();
        there.submits(aSubmission());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"autoCloseDays\": 0}"})
    void areClosedByNoAgeWhereTheSiteDoesNotAskForIt(String settings) {
        there = new Reader(http, newSite(settings));
        isMade("20 years");

        assertThat(looksOpen()).isTrue();
        there.submits(aComment());
    }

    @Test
    void closeForReadersWhoAreSentReadyPagesToo() {
        isMade("29 days 23 hours 59 minutes 56 seconds");
        var target = "/api/v1/sites/" + site + "/comments?thread=" + thread;
        var before = hotReads();
        await().atMost(PATIENCE).until(() -> isOpenIn(raw.get(target).text()) && hotReads() > before);

        await().atMost(PATIENCE).until(() -> !isOpenIn(raw.get(target).text()));

        var hot = hotReads();
        assertThat(isOpenIn(raw.get(target).text())).isFalse();
        assertThat(hotReads()).isGreaterThan(hot);
    }

    private static boolean isOpenIn(String page) {
        return page.contains("\"open\":true");
    }

    private double hotReads() {
        return meters.get("greenroom.publication.reads")
                .tag("outcome", "hot")
                .counter()
                .count();
    }

    /** Its first comment changes nothing that is public, so that nobody hears of it. */
    @Test
    void areNotHeldOpenByAPageFromBeforeTheirFirstComment() {
        var read = threads.page(siteNamed(site).orElseThrow(), new PageKey(site, thread, Sort.OLDEST, 50, null));
        var until = Objects.requireNonNull(read.block(PATIENCE)).until();

        assertThat(until).isBefore(Instant.now().plus(Duration.ofDays(30)).plusSeconds(1));
    }

    @Test
    void letModeratorsAnswerStill() {
        var comment = there.submits(aComment());
        ages("31 days");

        admin().replies(comment.id(), "We looked into it.");

        await().atMost(PATIENCE).until(() -> there.sees(thread).contains("<p>We looked into it.</p>"));
        assertThat(looksOpen()).isFalse();
    }

    @Test
    void answerAgainWhatTheyTookBefore() {
        var key = Map.of("Idempotency-Key", newThread());
        var said = aComment();
        var comment = there.submits(said, key);
        ages("31 days");

        var again = there.tries(said, key);

        again.expectHeader().valueEquals("Idempotent-Replayed", "true");
        assertThat(body(again).path("id").asString()).isEqualTo(comment.id());
    }

    @Test
    void stayOpenOnceAnAdminHasOpenedThem() {
        isMade("31 days");
        assertThat(isOpenAfter(Map.of("title", "Milestones"))).isFalse();
        assertThat(isOpenAfter(Map.of())).isFalse();

        assertThat(isOpenAfter(Map.of("open", true))).isTrue();

        there.submits(aComment());
        await().atMost(PATIENCE).until(this::looksOpen);
        ages("10 years");
        assertThat(isOpenAfter(Map.of("title", "More of them"))).isTrue();

        assertThat(isOpenAfter(Map.of("open", false))).isFalse();
        assertThat(problem(there.tries(aComment()), 403)).isEqualTo("comments-closed");
    }

    @Test
    void followTheSettingAtOnce() {
        isMade("31 days");
        assertThat(looksOpen()).isFalse();

        assertThat(settings(keeps(Map.of("autoCloseDays", 32))).asInt()).isEqualTo(32);
        assertThat(looksOpen()).isTrue();
        there.submits(aComment());

        keeps(Map.of("autoCloseDays", 31)).expectStatus().isOk();
        assertThat(looksOpen()).isFalse();

        assertThat(settings(keeps(Map.of("autoCloseDays", 0))).asInt()).isZero();
        assertThat(looksOpen()).isTrue();
    }

    private static JsonNode settings(ResponseSpec answer) {
        return body(answer.expectStatus().isOk()).path("settings").path("autoCloseDays");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3_651})
    void areNotClosedAfterSenselessTimes(int days) {
        assertThat(errors(keeps(Map.of("autoCloseDays", days))))
                .containsExactly("/settings/autoCloseDays setting-invalid");
    }
}
