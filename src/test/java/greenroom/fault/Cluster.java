package greenroom.fault;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.process.Admin;
import greenroom.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Two replicas over one PostgreSQL, behind a proxy: all of them processes and sockets of their own. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As many as a machine can send, so that it is not the limits that are tried here. */
    private static final List<String> SETTINGS = Stream.of("client", "author", "site")
            .flatMap(limit -> Stream.of(
                    "--greenroom.rate-limit." + limit + ".capacity=1000000",
                    "--greenroom.rate-limit." + limit + ".period=1s"))
            .toList();

    private final OwnPostgres postgres;
    private final SlowWire wire;
    private final List<Replica> replicas;
    private final RetryingProxy proxy;
    private final String token;
    private int databasePort;

    private Cluster(Path folder) {
        this.postgres = OwnPostgres.started(folder.resolve("db"));
        this.wire = new SlowWire(postgres.port());
        this.databasePort = postgres.port();
        var settings = Stream.concat(SETTINGS.stream(), Stream.of("--greenroom.rate-limit.enabled=true"))
                .toList();
        var keys = folder.resolve("keys");
        this.replicas = List.of(new Replica(keys, settings), new Replica(keys, settings));
        this.proxy = new RetryingProxy(replicas.stream().map(Replica::address).toList());
        this.token = start();
    }

    static Cluster started(Path folder) {
        return new Cluster(folder);
    }

    /** The first alone, for it makes the keys. */
    private String start() {
        replicas.get(0).start(databasePort);
        var second = CompletableFuture.runAsync(() -> replicas.get(1).start(databasePort));
        var answer = Admin.signedIn(replicas.get(0).process())
                .post("/api/v1/tokens", "{\"name\":\"moderator\",\"role\":\"admin\"}");
        assertThat(answer.statusCode()).isEqualTo(201);
        second.join();
        return ServiceProcess.json(answer).path("token").asString();
    }

    OwnPostgres postgres() {
        return postgres;
    }

    SlowWire wire() {
        return wire;
    }

    Replica replica(int index) {
        return replicas.get(index);
    }

    List<Replica> replicas() {
        return replicas;
    }

    RetryingProxy proxy() {
        return proxy;
    }

    /** A moderator's. */
    String token() {
        return token;
    }

    int databasePort() {
        return databasePort;
    }

    /** From their next start on the replicas reach PostgreSQL over the wire. */
    void overTheWire() {
        databasePort = wire.port();
    }

    /** One after the other, each told to stop and followed by its next. */
    void restartOneByOne() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.stop();
            replica.start(databasePort);
            awaitAllReady();
        }
    }

    void awaitAllReady() {
        Awaitility.await("both replicas are ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> replicas.stream().allMatch(Replica::isReady));
    }

    @Override
    public void close() {
        proxy.close();
        replicas.forEach(Replica::close);
        wire.close();
        postgres.close();
    }
}
