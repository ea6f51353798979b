package greenroom.postgres;

import static io.r2dbc.spi.ConnectionFactoryOptions.CONNECT_TIMEOUT;
import static io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD;
import static io.r2dbc.spi.ConnectionFactoryOptions.USER;

import greenroom.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * The database behind the service: the operator's where {@code spring.r2dbc.url} is set, else an embedded one.
 *
 * <p>Two pools, so that a full commit line never keeps a moderator or a reader waiting. Everything about them has an end:
 * drivers and pool wait for ever by default.
 */
@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {
    /** Names the pool that only the submissions' group commit uses. */
    static final String COMMITS = "commitConnections";

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ACQUIRE = Duration.ofSeconds(1);
    private static final int WAITING_FOR_A_CONNECTION = 200;

    private static final Map<String, String> SESSION = Map.of(
            "synchronous_commit", "on",
            "statement_timeout", "5s",
            "lock_timeout", "2s",
            "idle_in_transaction_session_timeout", "10s",
            "jit", "off");

    /**
     * The group commit's one statement is planned once for each connection, when the tables may be empty still, and must
     * not be planned anew for each batch, which costs more than running it. So the plan is fixed by ruling out what is
     * wrong at any size: reading a whole table, and joining a batch with itself row by row.
     */
    private static final Map<String, String> PLANNED_ONCE =
            Map.of("plan_cache_mode", "force_generic_plan", "enable_seqscan", "off", "enable_nestloop", "off");

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "spring.r2dbc.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedDatabase embeddedDatabase(DataDirectory directory) {
        UnfinishedRestore.refuse(directory.dataDir());
        return new EmbeddedDatabase(directory.folder(EmbeddedDatabase.FOLDER));
    }

    @Bean
    @ConditionalOnProperty(name = "spring.r2dbc.url", matchIfMissing = true, havingValue = "embedded")
    DatabaseAddress embeddedAddress(EmbeddedDatabase database) {
        return database.address();
    }

    @Bean
    @ConditionalOnProperty(name = "spring.r2dbc.url", matchIfMissing = true, havingValue = "embedded")
    EmbeddedDisk diskHealthIndicator(DataDirectory directory, MeterRegistry meters) {
        return new EmbeddedDisk(directory.folder(EmbeddedDatabase.FOLDER).toFile(), meters);
    }

    @Bean
    @ConditionalOnProperty("spring.r2dbc.url")
    DatabaseAddress externalAddress(Environment environment) {
        var parsed = ConnectionFactoryOptions.parse(environment.getRequiredProperty("spring.r2dbc.url"));
        var name = environment.getProperty("spring.r2dbc.username", text(parsed.getValue(USER)));
        var password = environment.getProperty("spring.r2dbc.password", text(parsed.getValue(PASSWORD)));
        Assert.hasText(name, "spring.r2dbc.url is set, so set spring.r2dbc.username too (and spring.r2dbc.password)");
        return new DatabaseAddress(
                parsed.mutate().option(USER, name).option(PASSWORD, password).build(),
                environment.getProperty("spring.flyway.user", name),
                environment.getProperty("spring.flyway.password", password));
    }

    private static String text(@Nullable Object value) {
        return value instanceof CharSequence chars ? chars.toString() : "";
    }

    @Bean
    FlywayConfigurationCustomizer grantsGoToTheServiceRole(DatabaseAddress address) {
        return flyway -> flyway.placeholders(Map.of("service", address.serviceName()));
    }

    @Bean(destroyMethod = "dispose")
    @Primary
    ConnectionPool connectionFactory(DatabaseAddress address, DatabaseSettings settings, Tracing tracing) {
        return pool(
                "greenroom",
                StatementSpans.watching(driver(address, SESSION), tracing),
                settings.database().connections());
    }

    @Bean(name = COMMITS, destroyMethod = "dispose")
    ConnectionPool commitConnections(DatabaseAddress address, DatabaseSettings settings, Tracing tracing) {
        var session = new HashMap<>(SESSION);
        session.putAll(PLANNED_ONCE);
        return pool(
                "greenroom-commit",
                StatementSpans.watching(driver(address, session), tracing),
                settings.database().commitConnections());
    }

    @Bean
    CommitConnections connectionsForCommits(@Qualifier(COMMITS) ConnectionPool pool) {
        return new CommitConnections(pool);
    }

    @Bean
    Announcements announcements(DatabaseAddress address, MeterRegistry meters) {
        return new Announcements(driver(address, Map.of()), meters);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StoreCheck storeCheck(ConnectionFactory connections, DatabaseSettings settings) {
        return new StoreCheck(connections, settings.durability());
    }

    private static ConnectionPool pool(String name, ConnectionFactory driver, int size) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver)
                .name(name)
                .initialSize(1)
                .minIdle(1)
                .maxSize(size)
                .maxAcquireTime(ACQUIRE)
                .maxCreateConnectionTime(CONNECT)
                .acquireRetry(0)
                .maxIdleTime(Duration.ofMinutes(10))
                .maxLifeTime(Duration.ofMinutes(30))
                .customizer(pool -> pool.maxPendingAcquire(WAITING_FOR_A_CONNECTION))
                .build());
    }

    private static ConnectionFactory driver(DatabaseAddress address, Map<String, String> session) {
        return ConnectionFactories.get(address.getConnectionFactoryOptions()
                .mutate()
                .option(CONNECT_TIMEOUT, CONNECT)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "greenroom")
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, session)
                .build());
    }
}
