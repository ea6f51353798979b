package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.PublishedCounts;
import greenroom.publication.Shelf.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The window behind a proxy that is trusted, without the demo, and with somebody to tell about weaknesses. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "greenroom.trusted-proxies=127.0.0.0/8",
            "greenroom.demo.enabled=false",
            "greenroom.security-contact=security@news.example"
        })
class ConfiguredWindowTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HSTS = "Strict-Transport-Security";
    private static final String A_YEAR = "max-age=31536000; includeSubDomains";
    private static final String[] BY_PROXY = {"X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.1"};

    @LocalServerPort
    private int port;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private PublishedCounts counts;

    private RawHttp raw;

    @DynamicPropertySource
    static void ownDataDirectory(DynamicPropertyRegistry registry) throws IOException {
        var folder = Files.createTempDirectory("greenroom-test");
        registry.add("greenroom.data-dir", folder::toString);
    }

    @BeforeEach
    void connect() {
        raw = new RawHttp(port);
    }

    @Test
    void saysOverHttpsThatItStaysThere() {
        new Shelf(database, counts).puts(Draft.in("an article"));
        var target = "/api/v1/sites/demo/comments?thread=an%20article";
        await().atMost(PATIENCE).until(() -> raw.get(target).text().contains("Well said."));

        for (String address : new String[] {target, "/", "/icon.svg", "/openapi.yaml"}) {
            assertThat(raw.get(address).header(HSTS)).isEmpty();
            assertThat(raw.get(address, BY_PROXY).header(HSTS)).isEqualTo(A_YEAR);
            assertThat(raw.get(address, "Forwarded: for=192.0.2.1;proto=https").header(HSTS))
                    .isEqualTo(A_YEAR);
            assertThat(raw.get(address, "X-Forwarded-Proto: http").header(HSTS)).isEmpty();
        }
    }

    @Test
    void hasNoDemo() {
        assertThat(raw.get("/demo/").status()).isEqualTo(404);
        assertThat(raw.get("/").text()).doesNotContain("/demo/");
    }

    @Test
    void namesWhomToTell() {
        var answer = raw.get("/.well-known/security.txt");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.text()).startsWith("Contact: mailto:security@news.example\nExpires: ");
        var expires = Instant.parse(answer.text().strip().replaceAll("(?s).*Expires: ", ""));
        assertThat(expires).isAfter(Instant.now().plus(Duration.ofDays(30)));
        assertThat(expires).isBefore(Instant.now().plus(Duration.ofDays(365)));
    }
}
