package greenroom.fault;

import greenroom.service.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two replicas over one PostgreSQL, and one Redis where there is one, behind a proxy: all of them processes and sockets of
 * their own.
 */
final class Cluster implements Stage {
    /** As many as a machine can send, so that it is not the limits that are tried here. */
    static final List<String> LIMITS = Stream.concat(
                    Stream.of("--greenroom.rate-limit.enabled=true"),
                    Stream.of("client", "author", "site")
                            .flatMap(limit -> Stream.of(
                                    "--greenroom.rate-limit." + limit + ".capacity=1000000",
                                    "--greenroom.rate-limit." + limit + ".period=1s")))
            .toList();

    private final OwnPostgres postgres;
    private final @Nullable RedisServer redis;
    private final SlowWire wire;
    private final List<Replica> replicas;
    private final RetryingProxy proxy;
    private final String token;
    private int databasePort;

    private Cluster(Path folder) {
        this.redis = RedisServer.isInstalled() ? RedisServer.started() : null;
        this.postgres = OwnPostgres.started(folder.resolve("db"));
        this.wire = new SlowWire(postgres.port());
        this.databasePort = postgres.port();
        var keys = folder.resolve("keys");
        var settings = Stream.concat(LIMITS.stream(), sharedIn(redis).stream()).toList();
        this.replicas = List.of(new Replica(keys, settings), new Replica(keys, settings));
        this.proxy = new RetryingProxy(replicas.stream().map(Replica::address).toList());
        this.token = start();
    }

    /** By which a replica counts its limits in Redis, and keeps its sessions there. */
    private static List<String> sharedIn(@Nullable RedisServer redis) {
        return redis == null
                ? List.of()
                : List.of("--greenroom.rate-limit.store=redis", "--spring.data.redis.url=" + redis.url());
    }

    static Cluster started(Path folder) {
        return new Cluster(folder);
    }

    /** The first alone, for it makes the keys. */
    private String start() {
        start(replicas.get(0));
        var second = CompletableFuture.runAsync(() -> start(replicas.get(1)));
        var made = replicas.get(0).newToken();
        second.join();
        return made;
    }

    void start(Replica replica) {
        replica.start(List.of(
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "--spring.r2dbc.username=postgres",
                "--spring.r2dbc.password=postgres"));
    }

    OwnPostgres postgres() {
        return postgres;
    }

    /** Where this machine has one. */
    RedisServer redis() {
        return Objects.requireNonNull(redis);
    }

    SlowWire wire() {
        return wire;
    }

    Replica replica(int index) {
        return replicas.get(index);
    }

    @Override
    public URI address() {
        return proxy.address();
    }

    @Override
    public List<Replica> replicas() {
        return replicas;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Connection connection() throws SQLException {
        return postgres.connection();
    }

    /** From their next start on the replicas reach PostgreSQL over the wire. */
    void overTheWire() {
        databasePort = wire.port();
    }

    @Override
    public void close() {
        proxy.close();
        replicas.forEach(Replica::close);
        wire.close();
        if (redis != null) {
            redis.close();
        }
        postgres.close();
    }
}
