package greenroom.redis;

import greenroom.service.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two replicas over one Redis, which the tests of a class share. */
public abstract class OverOneRedis {
    protected static RedisServer server;
    protected static RedisReplica one;
    protected static RedisReplica other;

    @BeforeAll
    static void start() {
        server = RedisServer.started();
        one = RedisReplica.of(server);
        other = RedisReplica.of(server);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            one.close();
            other.close();
            server.close();
        }
    }
}
