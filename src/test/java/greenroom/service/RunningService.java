package greenroom.service;

import static org.awaitility.Awaitility.await;

import greenroom.contract.OpenApi;
import greenroom.site.Site;
import greenroom.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.netty.http.client.HttpClient;

/**
 * The whole service on its embedded PostgreSQL, started once for all tests that extend this. Limits are raised; each test
 * writes to threads of its own ({@link #newThread}), so that none depends on another. Every exchange is checked against
 * {@code openapi.yaml}.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            // a test with a context of its own needs another one
            "greenroom.data-dir=${test.folder}/shared",
            "greenroom.bootstrap.admin.username=admin",
            "greenroom.bootstrap.admin.password=" + RunningService.PASSWORD,
            "greenroom.bootstrap.site.origins=https://news.example",
            // a test may say which network it comes from, and whether over https
            "greenroom.trusted-proxies=::1," + RunningService.PROXY,
            "greenroom.rate-limit.client.capacity=100000",
            "greenroom.rate-limit.author.capacity=100000",
            "greenroom.rate-limit.site.capacity=100000"
        })
public abstract class RunningService {
    public static final String PASSWORD = "the curtain rises at eight";
    public static final String ORIGIN = "https://news.example";

    /** Who connects from this address is a proxy that the service trusts; from others of the loopback network, none. */
    public static final String PROXY = "127.0.0.1";

    /** The description of the API is more than a client keeps by default. */
    private static final int LARGEST_ANSWER = 1 << 20;

    private static final AtomicInteger threads = new AtomicInteger();
    private static final Path folder = newFolder();

    @LocalServerPort
    protected int port;

    @Autowired
    protected DatabaseClient database;

    @Autowired
    private JdbcConnectionDetails storeAddress;

    @Autowired
    private Sites sites;

    protected Store store;

    protected WebTestClient http;
    protected Reader reader;

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("greenroom-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void folder(DynamicPropertyRegistry registry) {
        registry.add("test.folder", folder::toString);
    }

    @BeforeEach
    void connect() {
        http = client();
        reader = new Reader(http, "demo");
        store = new Store(storeAddress);
    }

    /** Speaks to the service and to nobody else's cookies. */
    protected WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .filter(OpenApi.description().filter())
                .build();
    }

    /** The same without the check, for requests that no client ought to make. */
    protected WebTestClient unchecked() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /** Comes from another address of the loopback network, as the service sees it. */
    protected WebTestClient clientFrom(String address) {
        return uncheckedFrom(address)
                .mutate()
                .filter(OpenApi.description().filter())
                .build();
    }

    /** The same without the check. */
    protected WebTestClient uncheckedFrom(String address) {
        var connector = new ReactorClientHttpConnector(
                HttpClient.create().bindAddress(() -> new InetSocketAddress(address, 0)));
        return WebTestClient.bindToServer(connector)
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST_ANSWER))
                .build();
    }

    /** A site of its own, with a key that no other test uses. */
    protected String newSite(String settings, String... origins) {
        var key = "site-" + threads.incrementAndGet();
        store.run(
                "INSERT INTO site (key, name, origins, settings) VALUES (?, ?, string_to_array(?, ' '), ?::jsonb)",
                key,
                key,
                String.join(" ", origins),
                settings);
        announceSites(() -> sites.named(key).isPresent());
        return key;
    }

    /** Tells the service to read its sites anew, as another replica would, and waits until it has. */
    protected void announceSites(Callable<Boolean> seen) {
        store.text("SELECT pg_notify('greenroom', 'sites')::text");
        await().until(seen);
    }

    protected Optional<Site> siteNamed(String key) {
        return sites.named(key);
    }

    /** Does the same so many times at once; all answers, in no order. */
    protected static <T> List<T> together(int times, IntFunction<T> act) {
        var crowd = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> act.apply(number), crowd))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            crowd.shutdown();
        }
    }

    protected static String newThread() {
        return "thread-" + threads.incrementAndGet();
    }

    /** An email that no other test uses. */
    protected static String newEmail() {
        return "reader" + threads.incrementAndGet() + "@example.org";
    }
}
