package greenroom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.process.ServiceProcess;
import greenroom.service.RawConnection;
import greenroom.service.RedisServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two replicas, one PostgreSQL, one Redis and a proxy, while comments come in and are decided: every comment that was
 * answered 202 is in the store once, every decision was applied once, and the service comes back by itself. The full matrix
 * is run by {@code src/bench/run faults}.
 */
class FaultTests {
    private static final int WRITERS = 16;
    private static final int COMMENTS = 500;
    private static final Duration MOST = Duration.ofSeconds(5);
    private static final List<Outcome> outcomes = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Cluster cluster;

    @BeforeAll
    static void starts() {
        cluster = Cluster.started(folder);
    }

    @AfterAll
    static void ends() {
        cluster.close();
        var table = new StringBuilder("\n").append(Outcome.heading());
        outcomes.forEach(outcome -> table.append(outcome.line()));
        System.out.print(table);
    }

    private static Outcome survives(String name, Fault fault) throws InterruptedException, SQLException {
        var outcome = new Trial(cluster, WRITERS).of(name, fault, COMMENTS, MOST);
        outcomes.add(outcome);
        outcome.isSoundOrElse();
        return outcome;
    }

    @Test
    void aReplicaKilled() throws Exception {
        survives("replica killed", Fault.replicaKilled(cluster));
    }

    @Test
    void postgresKilled() throws Exception {
        survives("PostgreSQL killed", Fault.postgresKilled(cluster));
    }

    @Test
    void postgresFrozenForLongerThanAnyStatementMayTake() throws Exception {
        var frost = Duration.ofSeconds(10);

        var outcome = survives("PostgreSQL frozen", Fault.postgresFrozen(cluster, frost));

        assertThat(outcome.longestGap()).as("it was frozen").isGreaterThan(frost.minusSeconds(1));
    }

    @Test
    void noClientNoticesThatRedisIsGone() throws Exception {
        RedisServer.assumeThereIsOne();

        survives("Redis gone", Fault.redisGone(cluster, Duration.ofSeconds(1))).nobodyNoticed();
    }

    @Test
    void theConnectionsForAnnouncementsCut() throws Exception {
        survives("LISTEN cut", Fault.listenConnectionsCut(cluster));
    }

    @Test
    void aReplicaToldToStopIsNotReadyEndsWhatItBeganAndSendsItsStreamsAway() throws Exception {
        var replica = cluster.replica(1);
        var port = replica.address().getPort();
        var comment = ServiceProcess.submission("last", "ayesha@example.org", "Before the curtain falls.");
        try (var stream = new RawConnection(port);
                var writing = new RawConnection(port)) {
            assertThat(stream.send(get("/api/v1/sites/demo/events?thread=last")).answer())
                    .startsWith("HTTP/1.1 200");
            assertThat(writing.send(head(comment)).answer()).startsWith("HTTP/1.1 100");

            var stopped = CompletableFuture.runAsync(() -> stop(replica));

            assertThat(stream.untilClosed()).containsPattern(": come back\\s+retry: \\d+");
            assertThat(replica.isReady()).isFalse();
            assertThat(writing.send(comment).answer()).startsWith("HTTP/1.1 202");
            stopped.get(20, TimeUnit.SECONDS);
        } finally {
            cluster.start(replica);
        }
        assertThat(Stored.of(cluster, "last").texts()).containsExactly("Before the curtain falls.");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static String head(String body) {
        return "POST /api/v1/sites/demo/comments HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n";
    }

    private static void stop(Replica replica) {
        try {
            replica.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noClientNoticesARollingRestart() throws Exception {
        survives("rolling restart", Fault.restartedOneByOne(cluster)).nobodyNoticed();
    }
}
