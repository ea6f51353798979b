package greenroom.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.privacy.TestVault;
import greenroom.ratelimit.Admission.Refusal;
import greenroom.ratelimit.RateLimitSettings.Limit;
import greenroom.ratelimit.RateLimitSettings.SiteLimit;
import greenroom.redis.OverOneRedis;
import greenroom.redis.PatientRedis;
import greenroom.redis.RedisReplica;
import greenroom.service.RedisServer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/**
 * Replicas over one Redis. Buckets fill so slowly that no test sees one fill; a busy machine is answered late, so that these
 * replicas are more patient than the service's own.
 */
class SharedRateLimitTests extends OverOneRedis {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final AtomicInteger people = new AtomicInteger();

    private RateLimit here;
    private RateLimit there;
    private final String client = "client-" + people.incrementAndGet();
    private final String author = "author-" + people.incrementAndGet();
    private final String site = "site-" + people.incrementAndGet();

    @BeforeEach
    void meetBoth() {
        here = limit(one);
        there = limit(other);
    }

    private static RateLimit limit(RedisReplica replica) {
        return limit(replica, replica.patient("a test", PATIENT));
    }

    private static RateLimit limit(RedisReplica replica, PatientRedis redis) {
        var settings = new RateLimitSettings(
                true, "redis", new Limit(5, DAY), new Limit(7, DAY), new SiteLimit(20, DAY), 100_000);
        return new SharedLimits(redis, TestVault.derivedKeys(), replica.registry())
                .rateLimit(settings, new LocalRateLimit(settings, System::nanoTime));
    }

    private static Admission admitted(RateLimit limit, String client, String author, String site) {
        return Objects.requireNonNull(limit.admit(client, author, site).block());
    }

    private static double fallbacks(RedisReplica replica) {
        return replica.registry()
                .get("greenroom.ratelimit.fallback")
                .tag("of", "submission")
                .counter()
                .count();
    }

    private static String told(Admission admission) {
        return admission.headers().map(LimitHeaders::limit).orElse("");
    }

    @Test
    void haveOneBucketForAClientWhicheverItAsks() {
        var accepted = IntStream.range(0, 12)
                .mapToObj(i -> admitted(i % 2 == 0 ? here : there, client, "author-" + i, site))
                .filter(Admission::allowed)
                .toList();

        assertThat(accepted).hasSize(5);
        assertThat(accepted.stream().map(admission -> told(admission).substring(0, 12)))
                .containsExactly(
                        "\"client\";r=4", "\"client\";r=3", "\"client\";r=2", "\"client\";r=1", "\"client\";r=0");
        assertThat(admitted(there, client, author, site).refusal().map(Refusal::by))
                .contains(Limited.CLIENT);
    }

    @Test
    void letNobodyHaveMoreByAskingBothAtOnce() {
        var many = Flux.range(0, 64)
                .flatMap(i -> (i % 2 == 0 ? here : there).admit("client " + site + i, "author " + site + i, site), 64)
                .collectList()
                .block();

        assertThat(many).filteredOn(Admission::allowed).hasSize(20);
        assertThat(many)
                .filteredOn(admission -> !admission.allowed())
                .allMatch(admission -> admission.refusal().map(Refusal::by).equals(Optional.of(Limited.SITE)));
    }

    @Test
    void giveBackEverywhereWhatAnotherBucketRefused() {
        IntStream.range(0, 7).forEach(i -> admitted(here, client + i, author, site));

        assertThat(admitted(there, client, author, site).refusal().map(Refusal::by))
                .contains(Limited.AUTHOR);

        assertThat(told(seen(here, client))).startsWith("\"client\";r=5;");
        assertThat(told(seen(there, client))).startsWith("\"client\";r=5;");
    }

    private static Admission seen(RateLimit limit, String client) {
        return Objects.requireNonNull(limit.look(client).block());
    }

    @Test
    void giveBackOnceWhatDidNotCount() {
        var admission = admitted(here, client, author, site);
        admitted(there, client, author, site);

        assertThat(told(Objects.requireNonNull(here.giveBack(admission).block())))
                .startsWith("\"client\";r=4;");
        assertThat(told(Objects.requireNonNull(here.giveBack(admission).block())))
                .startsWith("\"client\";r=4;");
        assertThat(told(seen(there, client))).startsWith("\"client\";r=4;");
    }

    @Test
    void tellWhatALocalBucketWouldTell() {
        var settings = new RateLimitSettings(
                true, "local", new Limit(5, DAY), new Limit(7, DAY), new SiteLimit(20, DAY), 100_000);
        var local = new LocalRateLimit(settings, System::nanoTime);

        assertThat(seen(here, client)).usingRecursiveComparison().isEqualTo(seen(local, client));
        for (int i = 0; i < 6; i++) {
            assertThat(inSteps(admitted(here, client, author, site)))
                    .isEqualTo(inSteps(admitted(local, client, author, site)));
            assertThat(inSteps(seen(here, client))).isEqualTo(inSteps(seen(local, client)));
        }
    }

    /** What passes between two looks is seconds of a token's 17,280. */
    private static String inSteps(Admission admission) {
        return told(admission).replaceFirst("t=(?:172[67]\\d|17280)$", "t=a token's time") + admission.allowed();
    }

    @Test
    void makeNoBucketByLooking() {
        var before = server.everythingInIt();

        seen(here, client);

        assertThat(server.everythingInIt()).hasSameSizeAs(before);
    }

    @Test
    void leaveNothingInRedisThatTellsWhoseItIsOrStaysForEver() {
        admitted(here, client, author, site);

        assertThat(server.everythingInIt())
                .noneMatch(text -> text.contains(client) || text.contains(author) || text.contains(site))
                .anyMatch(text -> text.matches("greenroom:limit:client:[0-9a-f]{32}"))
                .anyMatch(text -> text.matches("greenroom:limit:author:[0-9a-f]{32}"))
                .anyMatch(text -> text.matches("greenroom:limit:site:[0-9a-f]{32}"));
        assertThat(server.keysForEver()).isEmpty();
    }

    @Test
    void countEachForItselfWhileRedisIsFrozenAndTogetherAgainAfterwards() {
        var impatient = one.patient("a test of frost", SharedLimits.PATIENCE);
        var limit = limit(one, impatient);
        await().until(() ->
                admitted(limit, "warm-" + people.incrementAndGet(), author, "warm") != null && impatient.answers());
        var before = fallbacks(one);
        server.freeze();
        try {
            var accepted = IntStream.range(0, 8)
                    .mapToObj(i -> admitted(limit, client, "author " + i, site))
                    .filter(Admission::allowed)
                    .toList();

            assertThat(accepted).as("its own bucket").hasSize(5);
            assertThat(fallbacks(one) - before).isEqualTo(5);
        } finally {
            server.thaw();
        }
        await().until(impatient::answers);
        assertThat(told(seen(limit, client)))
                .as("in Redis there is at most the one that was under way")
                .matches("\"client\";r=[45];.*");
    }

    @Test
    void shareTheTriesOfASignIn() {
        var keys = List.of("address " + client, "name " + author);
        var triesHere = tries(one);
        var triesThere = tries(other);

        var first = Objects.requireNonNull(triesHere.tryTake(keys).block());
        assertThat(first.refused()).isFalse();
        assertThat(Objects.requireNonNull(triesThere.tryTake(keys).block()).refused())
                .isFalse();
        var third = Objects.requireNonNull(
                triesThere.tryTake(List.of("address of another", keys.get(1))).block());
        assertThat(third.emptyKey()).isEqualTo(keys.get(1));
        assertThat(third.retryAfterSeconds()).isBetween(1L, DAY.toSeconds());

        triesHere.giveBack(first).block();

        assertThat(Objects.requireNonNull(triesThere.tryTake(keys).block()).refused())
                .isFalse();
        assertThat(server.everythingInIt()).noneMatch(text -> text.contains(author) || text.contains(client));
    }

    @Test
    void doNotStopASignInWhileRedisIsGone() {
        var gone = RedisServer.started();
        try (var replica = RedisReplica.thatBearsGrudges(gone)) {
            var tries = tries(replica);
            gone.kill();

            for (int i = 0; i < 5; i++) {
                assertThat(Objects.requireNonNull(tries.tryTake(List.of("a")).block())
                                .refused())
                        .isFalse();
            }
            assertThat(replica.registry()
                            .get("greenroom.ratelimit.fallback")
                            .tag("of", "sign-in")
                            .counter()
                            .count())
                    .isEqualTo(5);
        } finally {
            gone.close();
        }
    }

    private static TriesElsewhere tries(RedisReplica replica) {
        return new SharedLimits(replica.patient("a test", PATIENT), TestVault.derivedKeys(), replica.registry())
                .tries(2, DAY, 1_000);
    }
}
