package greenroom.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.ratelimit.Admission.Refusal;
import greenroom.ratelimit.RateLimitSettings.Limit;
import greenroom.ratelimit.RateLimitSettings.SiteLimit;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class LocalRateLimitTests {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final LimitHeaders FULL = clientHeaders(5, 12);

    private final MovedClock clock = new MovedClock();

    private final LocalRateLimit limit = limit(5, 5, 600);

    @Test
    void admitsAFullBucketAndThenTellsWhenToComeBack() {
        assertThat(limit.admit("c", "a1", "s").map(Admission::headers).block()).contains(clientHeaders(4, 12));
        assertThat(limit.admit("c", "a2", "s").map(Admission::headers).block()).contains(clientHeaders(3, 12));
        assertThat(limit.admit("c", "a3", "s").map(Admission::headers).block()).contains(clientHeaders(2, 12));
        assertThat(limit.admit("c", "a4", "s").map(Admission::headers).block()).contains(clientHeaders(1, 12));
        assertThat(limit.admit("c", "a5", "s").map(Admission::headers).block()).contains(clientHeaders(0, 12));

        Admission sixth = now(limit.admit("c", "a6", "s"));

        assertThat(sixth.allowed()).isFalse();
        assertThat(sixth.refusal()).contains(new Refusal(Limited.CLIENT, 12));
        assertThat(sixth.headers()).contains(clientHeaders(0, 12));
    }

    @Test
    void refillsEvenly() {
        drain("c");

        clock.pass(Duration.ofMillis(11_001));
        assertThat(now(limit.admit("c", "b", "s")).refusal()).contains(new Refusal(Limited.CLIENT, 1));
        clock.pass(Duration.ofMillis(999));
        assertThat(now(limit.admit("c", "b", "s")).headers()).contains(clientHeaders(0, 12));
        assertThat(now(limit.admit("c", "b", "s")).allowed()).isFalse();

        clock.pass(Duration.ofSeconds(29));
        assertThat(now(limit.look("c")).headers()).contains(clientHeaders(2, 7));
        assertThat(now(limit.admit("c", "b", "s")).headers()).contains(clientHeaders(1, 7));

        clock.pass(Duration.ofHours(1));
        assertThat(now(limit.look("c")).headers()).contains(FULL);
    }

    @Test
    void anAuthorsRefusalNamesTheAuthorsBucketAndCostsTheClientNothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(now(limit.admit("c" + i, "a", "s")).allowed()).isTrue();
        }

        Admission refused = now(limit.admit("c", "a", "s"));

        assertThat(refused.refusal()).contains(new Refusal(Limited.AUTHOR, 12));
        assertThat(refused.headers()).contains(new LimitHeaders("\"author\";q=5;w=60", "\"author\";r=0;t=12"));
        assertThat(now(limit.look("c")).headers()).contains(FULL);
        assertThat(now(limit.look("c0")).headers()).contains(clientHeaders(4, 12));
    }

    @Test
    void aSitesRefusalNamesTheSitesBucketAndCostsClientAndAuthorNothing() {
        LocalRateLimit small = limit(5, 1, 2);
        assertThat(now(small.admit("c1", "a1", "s")).allowed()).isTrue();
        assertThat(now(small.admit("c2", "a2", "s")).allowed()).isTrue();

        Admission refused = now(small.admit("c", "a", "s"));

        assertThat(refused.refusal()).contains(new Refusal(Limited.SITE, 30));
        assertThat(refused.headers()).contains(new LimitHeaders("\"site\";q=2;w=60", "\"site\";r=0;t=30"));
        assertThat(now(small.look("c")).headers()).contains(FULL);
        assertThat(now(small.admit("c", "a", "other site")).allowed()).isTrue();
    }

    @Test
    void theClientsBucketIsAskedFirst() {
        LocalRateLimit small = limit(1, 1, 1);
        assertThat(now(small.admit("c", "a", "s")).allowed()).isTrue();

        assertThat(now(small.admit("c", "a", "s")).refusal().map(Refusal::by)).contains(Limited.CLIENT);
        assertThat(now(small.admit("d", "a", "s")).refusal().map(Refusal::by)).contains(Limited.AUTHOR);
        assertThat(now(small.admit("d", "b", "s")).refusal().map(Refusal::by)).contains(Limited.SITE);
        assertThat(now(small.admit("d", "b", "t")).allowed()).isTrue();
    }

    @Test
    void lookingTakesNothingAndRemembersNobody() {
        for (int i = 0; i < 100; i++) {
            assertThat(now(limit.look("c")).headers()).contains(FULL);
        }
        assertThat(limit.size()).isZero();

        drain("c");
        Admission empty = now(limit.look("c"));

        assertThat(empty.refusal()).contains(new Refusal(Limited.CLIENT, 12));
        assertThat(empty.headers()).contains(clientHeaders(0, 12));
    }

    @Test
    void givesBackAllThreeTokensOnce() {
        LocalRateLimit small = limit(2, 2, 2);
        Admission first = now(small.admit("c", "a", "s"));
        Admission second = now(small.admit("c", "a", "s"));

        assertThat(now(small.giveBack(first)).headers())
                .contains(new LimitHeaders("\"client\";q=2;w=60", "\"client\";r=1;t=30"));
        assertThat(now(small.giveBack(first)).headers())
                .contains(new LimitHeaders("\"client\";q=2;w=60", "\"client\";r=1;t=30"));

        assertThat(now(small.admit("c", "a", "s")).allowed()).isTrue();
        assertThat(now(small.admit("c", "b", "t")).refusal().map(Refusal::by)).contains(Limited.CLIENT);
        assertThat(now(small.admit("d", "a", "t")).refusal().map(Refusal::by)).contains(Limited.AUTHOR);
        assertThat(now(small.admit("d", "b", "s")).refusal().map(Refusal::by)).contains(Limited.SITE);
        assertThat(second.allowed()).isTrue();
    }

    @Test
    void aRefusalGivesNothingBack() {
        drain("c");
        Admission refused = now(limit.admit("c", "b", "s"));

        assertThat(now(limit.giveBack(refused))).isSameAs(refused);
        assertThat(now(limit.admit("c", "b", "s")).allowed()).isFalse();
        assertThat(now(limit.giveBack(now(limit.look("c")))).allowed()).isFalse();
    }

    @Test
    void whatComesBackLateMakesNoBucketFullerThanFull() {
        Admission admission = now(limit.admit("c", "a", "s"));
        clock.pass(MINUTE);
        limit.giveBack(admission).block();

        drain("c");
        assertThat(now(limit.admit("c", "b", "s")).allowed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "5,PT1M,'\"client\";q=5;w=60','\"client\";r=4;t=12'",
        "1,PT1S,'\"client\";q=1;w=1','\"client\";r=0;t=1'",
        "1,PT1.5S,'\"client\";q=1;w=2','\"client\";r=0;t=2'",
        "7,PT1M,'\"client\";q=7;w=60','\"client\";r=6;t=9'",
        "1,PT24H,'\"client\";q=1;w=86400','\"client\";r=0;t=86400'",
        "600,PT1M,'\"client\";q=600;w=60','\"client\";r=599;t=1'",
        "1000000,PT24H,'\"client\";q=1000000;w=86400','\"client\";r=999999;t=1'"
    })
    void tellsEveryLimitInStructuredFields(int capacity, Duration period, String policy, String state) {
        RateLimitSettings settings = new RateLimitSettings(
                true, "local", new Limit(capacity, period), new Limit(5, MINUTE), new SiteLimit(600, MINUTE), 100_000);

        assertThat(now(new LocalRateLimit(settings, clock).admit("c", "a", "s")).headers())
                .contains(new LimitHeaders(policy, state));
    }

    @Test
    void twoHundredThousandAddressesFillAFixedCache() {
        for (int i = 0; i < 200_000; i++) {
            limit.admit("client " + i, "author " + i, "site " + i);
        }
        assertThat(limit.size()).isBetween(1L, 100_000L);
    }

    @Test
    void forgetsBucketsThatAreFullAgain() {
        for (int i = 0; i < 1_000; i++) {
            limit.admit("client " + i, "author " + i, "site " + i);
        }
        assertThat(limit.size()).isEqualTo(1_000);

        clock.pass(MINUTE.plusSeconds(2));
        assertThat(limit.size()).isZero();
    }

    @Test
    void aCrowdGetsExactlyWhatTheBucketHolds() throws InterruptedException, ExecutionException {
        LocalRateLimit many = limit(1_000, 1_000_000, 1_000_000);
        AtomicInteger authors = new AtomicInteger();

        assertThat(Crowd.countsYes(
                        100,
                        () -> now(many.admit("c", "a" + authors.incrementAndGet(), "s"))
                                .allowed()))
                .isEqualTo(1_000);
    }

    @Test
    void aCrowdThatTheSiteRefusesCostsItsClientsNothing() throws InterruptedException, ExecutionException {
        LocalRateLimit small = limit(1_000_000, 1_000_000, 500);

        assertThat(Crowd.countsYes(100, () -> now(small.admit("c", "a", "s")).allowed()))
                .isEqualTo(500);
        assertThat(now(small.look("c")).headers()).map(LimitHeaders::limit).contains("\"client\";r=999500;t=1");
    }

    @Test
    void neverAdmitsMoreThanTheRateAndAlwaysTellsTheTruthAboutWhen() {
        long seed = 512;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            int capacity = random.nextInt(1, 50);
            LocalRateLimit limited = limit(capacity, 1_000_000, 1_000_000);
            long admitted = 0;
            long elapsed = 0;
            for (int step = 0; step < 200; step++) {
                Admission admission = now(limited.admit("c", "a", "s"));
                admitted += admission.allowed() ? 1 : 0;
                Duration wait = admission
                        .refusal()
                        .map(refusal -> Duration.ofSeconds(refusal.retryAfterSeconds()))
                        .orElseGet(() -> Duration.ofNanos(random.nextLong(3_000_000_000L)));
                clock.pass(wait);
                elapsed += wait.toNanos();
                if (!admission.allowed()) {
                    assertThat(now(limited.admit("c", "a", "s")).allowed())
                            .as("seed %d, round %d, step %d", seed, round, step)
                            .isTrue();
                    admitted++;
                }
            }
            assertThat(admitted)
                    .as("seed %d, round %d", seed, round)
                    .isLessThanOrEqualTo(capacity + elapsed * capacity / MINUTE.toNanos());
        }
    }

    @Test
    void withoutLimitsEverythingIsAllowedAndNothingIsSaid() {
        RateLimit none = new NoRateLimit();
        for (int i = 0; i < 1_000; i++) {
            Admission admission = now(none.admit("c", "a", "s"));
            assertThat(admission.allowed()).isTrue();
            assertThat(admission.refusal()).isEmpty();
            assertThat(admission.headers()).isEmpty();
            assertThat(now(none.giveBack(admission)).headers()).isEmpty();
        }
        assertThat(now(none.look("c")).headers()).isEmpty();
    }

    private LocalRateLimit limit(int client, int author, int site) {
        return new LocalRateLimit(
                new RateLimitSettings(
                        true,
                        "local",
                        new Limit(client, MINUTE),
                        new Limit(author, MINUTE),
                        new SiteLimit(site, MINUTE),
                        100_000),
                clock);
    }

    private void drain(String client) {
        for (int i = 0; i < 5; i++) {
            assertThat(now(limit.admit(client, client + " author " + i, "s")).allowed())
                    .isTrue();
        }
    }

    private static LimitHeaders clientHeaders(int remaining, int seconds) {
        return new LimitHeaders("\"client\";q=5;w=60", "\"client\";r=" + remaining + ";t=" + seconds);
    }

    private static Admission now(Mono<Admission> admission) {
        return admission.blockOptional().orElseThrow();
    }
}
