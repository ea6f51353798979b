package greenroom.moderator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import greenroom.privacy.TestVault;
import greenroom.redis.OverOneRedis;
import greenroom.redis.RedisReplica;
import greenroom.redis.RedisSilent;
import greenroom.service.RedisServer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Sessions of two replicas over one Redis. */
class SharedSessionsTests extends OverOneRedis {
    private static final AtomicInteger people = new AtomicInteger();

    private final TestClock clock = new TestClock();
    private SessionsInRedis kept;
    private Sessions here;
    private Sessions there;
    private final String username = "nadia" + people.incrementAndGet() + "@news.example";

    @BeforeEach
    void meetBoth() {
        kept = kept(one);
        here = new Sessions(clock, kept);
        there = new Sessions(clock, kept(other));
    }

    private static SessionsInRedis kept(RedisReplica replica) {
        return new SessionsInRedis(
                replica.patient("a test", Duration.ofSeconds(10)),
                TestVault.sessionSeal(),
                TestVault.derivedKeys(),
                new SessionText(JsonMapper.shared()));
    }

    private static Account account(String username) {
        return new Account(username, username, Role.MODERATOR, null, true, false, false, 3);
    }

    private static OpenSession open(Sessions sessions, String username) {
        return Objects.requireNonNull(sessions.open(account(username), true).block());
    }

    private static boolean isOpen(Sessions sessions, OpenSession session) {
        return sessions.use(session.id()).block() != null;
    }

    @Test
    void areOpenOnBothWhereverTheyWereOpened() {
        var session = open(here, username);

        assertThat(there.use(session.id()).block()).isEqualTo(session);
        assertThat(there.look(session.id()).block()).isEqualTo(session);
        assertThat(there.use("A".repeat(43)).block()).isNull();
    }

    @Test
    void endOnBoth() {
        var signedOut = open(here, username);
        there.end(signedOut.id()).block();
        assertThat(isOpen(here, signedOut)).isFalse();

        var renewed = open(here, username);
        var fresh = there.renew(renewed, account(username)).block();
        assertThat(isOpen(here, renewed)).isFalse();
        assertThat(isOpen(here, Objects.requireNonNull(fresh))).isTrue();
    }

    @Test
    void areListedAndEndedByNameOnBoth() {
        var mine = open(here, username);
        var another = open(there, username);
        open(there, "somebody else");

        var list = Objects.requireNonNull(here.of(username, mine.id()).block());
        assertThat(list).hasSize(2);
        assertThat(list).filteredOn(Sessions.Listed::current).hasSize(1);
        var name = list.stream()
                .filter(listed -> !listed.current())
                .map(Sessions.Listed::id)
                .findFirst()
                .orElseThrow();
        assertThat(here.end("somebody else", name).block()).isFalse();
        assertThat(here.end(username, name).block()).isTrue();

        assertThat(isOpen(there, another)).isFalse();
        assertThat(isOpen(there, mine)).isTrue();
        assertThat(here.end(username, name).block()).isFalse();
        assertThat(there.of(username, null).block()).hasSize(1);
    }

    @Test
    void endAnHourAfterTheLastUseOnEitherAndTwelveHoursAfterTheSignIn() {
        var unused = open(here, username);
        var used = open(here, username);
        for (int i = 0; i < 14; i++) {
            clock.forward(Duration.ofMinutes(51));
            assertThat(isOpen(i % 2 == 0 ? here : there, used)).isTrue();
        }
        assertThat(isOpen(there, unused)).isFalse();

        clock.forward(Duration.ofMinutes(7));

        assertThat(isOpen(here, used)).isFalse();
    }

    @Test
    void areAHundredOfOnePersonAtMostOfWhichTheOldestEnds() {
        var first = open(here, username);
        var second = open(there, username);
        for (int i = 0; i < 99; i++) {
            clock.forward(Duration.ofSeconds(1));
            open(i % 2 == 0 ? here : there, username);
        }

        assertThat(isOpen(here, first) && isOpen(here, second)).isFalse();
        assertThat(here.of(username, null).block()).hasSize(100);
        var longestList = server.<Long>asked(redis -> redis.keys("greenroom:sessions-of:*").stream()
                .mapToLong(redis::zcard)
                .max()
                .orElse(0));
        assertThat(longestList).as("none in it that is over").isEqualTo(100L);
    }

    @Test
    void areNotBroughtBackByARequestThatWasUnderWayWhenTheyEnded() {
        var session = open(here, username);
        var underWay = Objects.requireNonNull(kept.findById(session.id()).block());

        there.end(session.id()).block();

        assertThat(kept.saveIfThere(underWay).block()).isFalse();
        assertThat(isOpen(here, session)).isFalse();
    }

    @Test
    void lieInRedisAsStringsThatTellNothing() {
        var session = open(here, username);

        assertThat(server.everythingInIt())
                .isNotEmpty()
                .allMatch(text -> text.matches("[\\x21-\\x7E]+"), "printable, so not serialised")
                .noneMatch(text -> text.contains(session.id()) || text.contains(session.csrfToken()))
                .noneMatch(text -> text.contains("nadia") || text.contains("news.example"))
                .noneMatch(text -> text.contains(base64(username)) || text.contains(base64(session.id())));
        assertThat(server.keysForEver()).isEmpty();
    }

    private static String base64(String text) {
        var bytes = text.getBytes(ISO_8859_1);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, bytes.length);
    }

    @Test
    void cannotBePutInAnothersPlaceByWhoCanWriteToRedis() {
        var mine = open(here, "a moderator");
        var admins = open(here, "an admin");

        server.asked(redis -> redis.set(key(mine), redis.get(key(admins))));

        assertThat(isOpen(here, mine)).isFalse();
        assertThat(isOpen(here, admins)).isTrue();
        server.asked(redis -> redis.set(key(mine), "{\"username\":\"an admin\"}".getBytes(ISO_8859_1)));
        assertThat(isOpen(here, mine)).isFalse();
        here.end(mine.id()).block();
    }

    private static byte[] key(OpenSession session) {
        return ("greenroom:session:" + Sessions.nameOf(session.id())).getBytes(ISO_8859_1);
    }

    @Test
    void areAskedForAgainWhereRedisForgetsAndGoOnWhereItDoesNot() {
        for (var persistent : List.of(false, true)) {
            try (var its = persistent ? RedisServer.startedWithItsFile() : RedisServer.started();
                    var replica = RedisReplica.of(its)) {
                var sessions = new Sessions(clock, kept(replica));
                var session = open(sessions, username);

                its.kill();
                assertThatThrownBy(() -> isOpen(sessions, session)).isInstanceOf(RedisSilent.class);
                its.startAgain();

                await().ignoreException(RedisSilent.class).until(() -> isOpen(sessions, session) == persistent);
            }
        }
    }
}
