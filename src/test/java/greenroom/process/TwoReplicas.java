package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.moderator.Browser;
import greenroom.moderator.Provider;
import greenroom.service.RedisServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two processes over one PostgreSQL and one Redis, started at once on an empty database while Redis was not there yet. */
class TwoReplicas {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    static final AtomicInteger people = new AtomicInteger();

    @TempDir
    static Path folder;

    static RedisServer redis;
    static EmbeddedPostgres database;
    static Provider provider;
    static ServiceProcess one;
    static ServiceProcess other;

    @BeforeAll
    static void startBothAtOnce() throws IOException {
        redis = RedisServer.started();
        redis.kill();
        database = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("db"))
                .setCleanDataDirectory(false)
                .start();
        provider = new Provider();
        var first = CompletableFuture.supplyAsync(TwoReplicasTests::replica);
        var second = CompletableFuture.supplyAsync(TwoReplicasTests::replica);
        one = first.join();
        other = second.join();
        redis.startAgain();
        awaitRedis();
    }

    static ServiceProcess replica() {
        return ServiceProcess.started(
                folder.resolve("keys"),
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres",
                "--spring.r2dbc.username=postgres",
                "--spring.r2dbc.password=postgres",
                "--greenroom.durability=relaxed",
                "--spring.data.redis.url=" + redis.url(),
                "--greenroom.redis.pause=200ms",
                "--greenroom.rate-limit.store=redis",
                "--greenroom.rate-limit.client.period=1d",
                "--greenroom.trusted-proxies=127.0.0.1",
                "--spring.security.oauth2.client.provider.house.issuer-uri=" + provider.issuer(),
                "--spring.security.oauth2.client.registration.house.client-id=" + Provider.CLIENT,
                "--spring.security.oauth2.client.registration.house.client-secret=" + Provider.CLIENT_SECRET);
    }

    @AfterAll
    static void end() throws IOException {
        if (other != null) {
            one.close();
            other.close();
            provider.close();
            database.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    static void awaitRedis() {
        await("Redis answers for everything")
                .atMost(PATIENCE)
                .until(() -> one.metric("greenroom_redis_answering") + other.metric("greenroom_redis_answering") == 6);
    }

    static String newAddress() {
        return "10.2.3." + people.incrementAndGet();
    }

    static Browser browser(ServiceProcess replica) {
        return replica.browser().from(newAddress());
    }

    static Browser admin(ServiceProcess replica) {
        return browser(replica).signIn("admin", ServiceProcess.PASSWORD);
    }

    /** The same browser, whose next request goes to another replica. */
    static Browser at(ServiceProcess replica, Browser browser) {
        return browser(replica)
                .withCookie("greenroom", browser.session())
                .withCookie("XSRF-TOKEN", browser.csrfToken());
    }

    static int whoAmI(Browser browser) {
        return browser.get("/api/v1/session").status();
    }

    static double fallbacks() {
        return one.metric("greenroom_ratelimit_fallback_total") + other.metric("greenroom_ratelimit_fallback_total");
    }

    /** Does it until the machine was fast enough for Redis to answer each time: what is promised is promised for then. */
    static void withRedis(BooleanSupplier act) {
        await().atMost(PATIENCE).until(() -> {
            awaitRedis();
            var before = fallbacks();
            var asPromised = act.getAsBoolean();
            return fallbacks() == before && isTrue(asPromised);
        });
    }

    static boolean isTrue(boolean asPromised) {
        assertThat(asPromised).isTrue();
        return true;
    }
}
