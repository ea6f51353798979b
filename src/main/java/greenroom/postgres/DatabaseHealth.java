package greenroom.postgres;

import io.r2dbc.pool.ConnectionPool;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether the store answers. It asks on the connections that readers and moderators use: a full commit line must not look
 * like a broken database.
 */
@Component("databaseHealthIndicator")
final class DatabaseHealth extends AbstractReactiveHealthIndicator {
    private static final String PING = "SELECT 1";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final ConnectionPool connections;

    DatabaseHealth(DatabaseClient database, ConnectionPool connections) {
        this.database = database;
        this.connections = connections;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return database.sql(PING)
                .fetch()
                .one()
                .timeout(PATIENCE)
                .map(answer -> builder.up().build())
                .onErrorResume(failure -> Mono.just(builder.down()
                        .withDetail("failure", failure.getClass().getSimpleName())
                        .build()))
                .map(this::withConnections);
    }

    private Health withConnections(Health health) {
        return connections
                .getMetrics()
                .map(pool -> Health.status(health.getStatus())
                        .withDetails(health.getDetails())
                        .withDetail("connectionsInUse", pool.acquiredSize())
                        .withDetail("waitingForOne", pool.pendingAcquireSize())
                        .build())
                .orElse(health);
    }
}
