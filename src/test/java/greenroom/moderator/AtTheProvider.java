package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.audit.Audit;
import greenroom.moderator.Browser.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The service beside a real OpenID provider, to which browsers go and from which they come back. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "greenroom.trusted-proxies=127.0.0.1",
            "greenroom.bootstrap.admin.username=admin",
            "greenroom.bootstrap.admin.password=" + RunningDesk.PASSWORD,
            "spring.security.oauth2.client.registration.house.client-id=" + Provider.CLIENT,
            "spring.security.oauth2.client.registration.house.client-secret=" + Provider.CLIENT_SECRET,
            "spring.security.oauth2.client.registration.house.client-name=The House",
            "spring.security.oauth2.client.registration.gone.client-id=" + Provider.CLIENT,
            "spring.security.oauth2.client.registration.gone.client-secret=" + Provider.CLIENT_SECRET,
            "spring.security.oauth2.client.provider.gone.issuer-uri=http://127.0.0.1:1"
        })
@Import(TestBeans.class)
@DirtiesContext
abstract class AtTheProvider {
    static final Provider provider = new Provider();
    static final AtomicInteger people = new AtomicInteger();
    static final HttpClient http = HttpClient.newHttpClient();
    static final String WELCOME = "/moderate/";
    static final String REFUSED = "/moderate/?refused=openid-connect";

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    Sessions sessions;

    @Autowired
    SessionsInMemory kept;

    @Autowired
    Moderators moderators;

    @Autowired
    DatabaseClient database;

    @Autowired
    Cookies cookies;

    @Autowired
    SignInGuard guard;

    @Autowired
    Audit audit;

    String username = "";

    @DynamicPropertySource
    static void ownDataDirectory(DynamicPropertyRegistry registry) throws IOException {
        var folder = Files.createTempDirectory("greenroom-test");
        registry.add("greenroom.data-dir", folder::toString);
        registry.add("spring.security.oauth2.client.provider.house.issuer-uri", provider::issuer);
    }

    @AfterAll
    static void closeTheProvider() {
        provider.close();
    }

    @BeforeEach
    void somebodyIsAtTheProvider() {
        username = "person-" + people.incrementAndGet();
        run("INSERT INTO moderator (username, display_name, password_hash, role) VALUES ('" + username
                + "', 'Somebody', 'none', 'moderator')");
        provider.signsIn(Map.of("preferred_username", username));
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    void run(String statement) {
        database.sql(statement).fetch().rowsUpdated().block();
    }

    List<String> auditSince(String since) {
        return Objects.requireNonNull(
                database.sql("SELECT action || ' ' || coalesce(by_whom, '-') || ' ' || coalesce(reason, '-') FROM audit"
                                + " WHERE id > CAST(:since AS uuid) ORDER BY id")
                        .bind("since", since)
                        .map(row -> row.get(0, String.class))
                        .all()
                        .collectList()
                        .block());
    }

    String lastEntry() {
        return Objects.requireNonNullElse(
                database.sql("SELECT coalesce(max(id::text), '00000000-0000-0000-0000-000000000000') FROM audit")
                        .map(row -> row.get(0, String.class))
                        .one()
                        .block(),
                "");
    }

    Browser browser() {
        var number = people.incrementAndGet();
        return Browser.at(port)
                .from("10.1." + number / 256 + "." + number % 256)
                .checked();
    }

    static String location(Answer answer) {
        return answer.header("Location").orElse("");
    }

    /** From our sign-in page to the provider, and where that sends the browser back to. */
    static String waysBack(Browser browser) {
        var there = browser.get("/oauth2/authorization/house");
        assertThat(there.status()).as(there.body()).isEqualTo(302);
        return follow(location(there));
    }

    static String follow(String address) {
        try {
            var answer = http.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
            var back = URI.create(answer.headers().firstValue("Location").orElseThrow());
            return back.getRawPath() + "?" + back.getRawQuery();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static Answer signsIn(Browser browser) {
        return browser.get(waysBack(browser));
    }
}
