package greenroom.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** The window behind a proxy that is trusted, without the demo, and with somebody to tell about weaknesses. */
@TestPropertySource(
        properties = {
            "greenroom.trusted-proxies=127.0.0.0/8",
            "greenroom.demo.enabled=false",
            "greenroom.security-contact=security@news.example"
        })
class ConfiguredWindowTests extends WindowTest {
    private static final String[] BY_PROXY = {"X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.1"};

    private static final Path folder = newFolder();

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("greenroom-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @DynamicPropertySource
    static void ownDataDirectory(DynamicPropertyRegistry registry) {
        registry.add("greenroom.data-dir", folder::toString);
    }

    @Test
    void saysOverHttpsThatItStaysThere() {
        var thread = newThread();
        shelf.puts(aComment(thread));
        var target = "/api/v1/sites/demo/comments?thread=" + thread;
        await().atMost(PATIENCE).until(() -> raw.get(target).text().contains("Well said."));

        for (String address : new String[] {target, "/", "/icon.svg", "/openapi.yaml"}) {
            assertThat(raw.get(address).header("Strict-Transport-Security")).isEmpty();
            assertThat(raw.get(address, BY_PROXY).header("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000; includeSubDomains");
            assertThat(raw.get(address, "Forwarded: for=192.0.2.1;proto=https").header("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000; includeSubDomains");
            assertThat(raw.get(address, "X-Forwarded-Proto: http").header("Strict-Transport-Security"))
                    .isEmpty();
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
        http.get().uri("/.well-known/security.txt").exchange().expectStatus().isOk();
    }
}
