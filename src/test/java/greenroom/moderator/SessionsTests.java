package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashSet;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SessionsTests {
    private volatile Runnable whenAsked = () -> {};
    private Duration ahead = Duration.ZERO;
    private final SessionsInMemory kept = new SessionsInMemory();
    private final Sessions sessions = sessions(new AskedClock());

    private Sessions sessions(Clock clock) {
        return new Sessions(clock, kept);
    }

    /** Does something when it is asked for the time. */
    private final class AskedClock extends Clock {
        @Override
        public Instant instant() {
            whenAsked.run();
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private OpenSession open(String username) {
        var account = new Account(username, username, Role.MODERATOR, null, true, false, false, 1);
        return Objects.requireNonNull(sessions.open(account).block());
    }

    private boolean isOpen(OpenSession session) {
        return sessions.use(session.id()).block() != null;
    }

    @Test
    void areTenThousandAtMostEachNamedByItsOwn32Bytes() {
        var ids = new HashSet<String>();
        for (int i = 0; i < 12_000; i++) {
            var session = open("person-" + i);
            assertThat(Base64.getUrlDecoder().decode(session.id())).hasSize(32);
            assertThat(Base64.getUrlDecoder().decode(session.csrfToken())).hasSize(32);
            ids.add(session.id());
            ids.add(session.csrfToken());
        }

        assertThat(ids).hasSize(24_000);
        assertThat(kept.count()).isLessThanOrEqualTo(SessionsInMemory.MOST);
    }

    @Test
    void areAHundredOfOnePersonAtMostOfWhichTheOldestEnds() {
        var first = open("nadia");
        var another = open("somebody else");
        var second = open("nadia");
        for (int i = 0; i < 99; i++) {
            ahead = ahead.plusSeconds(1);
            open("nadia");
        }

        assertThat(isOpen(first)).isFalse();
        assertThat(isOpen(second)).isTrue();
        assertThat(isOpen(another)).isTrue();
    }

    @Test
    void holdStringsOnly() {
        var session = open("nadia");

        assertThat(sessions.use(session.id()).block()).isEqualTo(session);
    }

    @Test
    void areNotBroughtBackByARequestThatWasUnderWayWhenTheyEnded() {
        var session = open("nadia");
        whenAsked = () -> whenAsked = () -> {
            whenAsked = () -> {};
            sessions.end(session.id()).block();
        };

        assertThat(isOpen(session)).isFalse();
        assertThat(isOpen(session)).isFalse();
        assertThat(kept.count()).isZero();
    }

    @Test
    void areNotMadeByAsking() {
        assertThat(sessions.use("A".repeat(43)).block()).isNull();
        assertThat(kept.count()).isZero();
    }
}
