package greenroom.moderator;

import static org.awaitility.Awaitility.await;

import greenroom.moderator.Browser.Answer;
import greenroom.site.Sites;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The real service on a real database, one for all tests of this package; spoken to over HTTP. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "greenroom.trusted-proxies=127.0.0.1",
            // guessing ends all the same
            "greenroom.rate-limit.enabled=false",
            "greenroom.bootstrap.admin.username=Admin",
            "greenroom.bootstrap.admin.password=" + RunningDesk.PASSWORD,
            "greenroom.bootstrap.site.key=news",
            "greenroom.bootstrap.site.name=The Daily Planet",
        })
@Import(TestBeans.class)
class RunningDesk {
    static final String PASSWORD = "a quiet fox reads at night";

    private static final Path data = emptyFolder();
    private static final AtomicInteger people = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    TestClock clock;

    @Autowired
    CountingEncoder encoder;

    @Autowired
    Sessions sessions;

    @Autowired
    Moderators moderators;

    @Autowired
    Sites sites;

    @Autowired
    DatabaseClient database;

    @DynamicPropertySource
    static void dataDirectory(DynamicPropertyRegistry properties) {
        properties.add("greenroom.data-dir", data::toString);
    }

    /** Of its own, for tests run in several processes at once. */
    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("greenroom-desk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    /** Somebody's browser, at an address of its own: failures of one test are not another's. */
    Browser browser() {
        return Browser.at(port).from(newAddress());
    }

    static String newAddress() {
        var number = people.incrementAndGet();
        return "10." + number / 65_536 % 256 + "." + number / 256 % 256 + "." + number % 256;
    }

    static String newName(String kind) {
        return kind + "-" + people.incrementAndGet();
    }

    /** Asks again while the machine that runs the tests is too busy, as a client would. */
    static Answer patiently(Supplier<Answer> call) {
        var answer = call.get();
        for (int i = 0; i < 20 && answer.status() == 503; i++) {
            answer = call.get();
        }
        return answer;
    }

    Browser admin() {
        return browser().signIn("admin", PASSWORD);
    }

    /** Somebody's browser with a session that cost no hash. */
    Browser signedInAs(String username) {
        var session = moderators.now(username).flatMap(sessions::open).block();
        return browser()
                .withCookie("greenroom", Objects.requireNonNull(session).id())
                .withCookie("XSRF-TOKEN", session.csrfToken());
    }

    /** A client with a token that this browser's person made. */
    Browser withTokenOf(Browser maker, String role) {
        var answer = maker.post("/api/v1/tokens", Browser.object("name", "a test", "role", role));
        return browser().withToken(answer.json().path("token").asString());
    }

    /** Makes somebody with {@link #PASSWORD}, and tells their username. */
    String someone(String role) {
        return someone(role, "null");
    }

    String someone(String role, String sites) {
        var username = newName(role);
        var answer = signedInAs("admin").post("/api/v1/admin/moderators", account(username, role, sites));
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return username;
    }

    static String account(String username, String role, String sites) {
        return """
                {"username":"%s","password":"%s","displayName":"%s Somebody","role":"%s","sites":%s}
                """.formatted(username, PASSWORD, username, role, sites);
    }

    /** A site that is there, made behind the service's back as another replica would. */
    void site(String key) {
        run("INSERT INTO site (key, name, origins) VALUES ('" + key + "', '" + key + "', '{}') ON CONFLICT DO NOTHING");
        run("SELECT pg_notify('greenroom', 'sites')");
        await().until(() -> sites.named(key).isPresent());
    }

    void run(String statement) {
        database.sql(statement).fetch().rowsUpdated().block();
    }

    long number(String query) {
        var number =
                database.sql(query).map(row -> row.get(0, Long.class)).one().block();
        return number == null ? 0 : number;
    }

    /** What this person did, oldest first: action and reason. */
    List<String> auditOf(String username) {
        var entries = database.sql(
                        "SELECT action || ' ' || coalesce(reason, '-') FROM audit WHERE by_whom = :by ORDER BY id")
                .bind("by", username)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
        return Objects.requireNonNull(entries);
    }
}
