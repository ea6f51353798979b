package greenroom.service;

import greenroom.contract.OpenApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The whole service on its embedded PostgreSQL, started once for all tests that extend this. Limits are raised; each test
 * writes to threads of its own ({@link #newThread}), so that none depends on another. Every exchange is checked against
 * {@code openapi.yaml}.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "greenroom.bootstrap.admin.username=admin",
            "greenroom.bootstrap.admin.password=" + RunningService.PASSWORD,
            "greenroom.bootstrap.site.origins=https://news.example",
            // a test may say which network it comes from, and whether over https
            "greenroom.trusted-proxies=127.0.0.1,::1",
            "greenroom.rate-limit.client.capacity=100000",
            "greenroom.rate-limit.author.capacity=100000",
            "greenroom.rate-limit.site.capacity=100000"
        })
public abstract class RunningService {
    public static final String PASSWORD = "the curtain rises at eight";
    public static final String ORIGIN = "https://news.example";

    private static final AtomicInteger threads = new AtomicInteger();
    private static final Path folder = newFolder();

    @LocalServerPort
    protected int port;

    @Autowired
    protected DatabaseClient database;

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
    static void dataDirectory(DynamicPropertyRegistry registry) {
        registry.add("greenroom.data-dir", folder::toString);
    }

    @BeforeEach
    void connect() {
        http = client();
        reader = new Reader(http, "demo");
    }

    /** Speaks to the service and to nobody else's cookies. */
    protected WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .filter(OpenApi.description().filter())
                .build();
    }

    /** The same without the check, for requests that no client ought to make. */
    protected WebTestClient unchecked() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    protected static String newThread() {
        return "thread-" + threads.incrementAndGet();
    }

    /** An email that no other test uses. */
    protected static String newEmail() {
        return "reader" + threads.incrementAndGet() + "@example.org";
    }
}
