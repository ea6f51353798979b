package greenroom.publication;

import static greenroom.service.Submissions.aSubmission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import greenroom.comment.Status;
import greenroom.postgres.Announcements;
import greenroom.postgres.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What readers see follows what happened, whatever is in between. */
class FreshnessTests extends WindowTest {
    @Autowired
    private Announcements announcements;

    @Autowired
    private DataDirectory directory;

    private final String thread = newThread();
    private final String target = "/api/v1/sites/demo/comments?thread=" + thread;

    @Test
    void anApprovalAndARejectionShowOnPagesThatAreReady() {
        var comment = shelf.puts(aComment(thread).being(Status.PENDING));
        assertThat(page(thread, "").path("comments").isEmpty()).isTrue();
        assertThat(page(thread, "&sort=newest").path("comments").isEmpty()).isTrue();

        shelf.moves(comment, Status.APPROVED);
        pageShowing(thread, 1);
        await().atMost(PATIENCE)
                .until(() -> page(thread, "&sort=newest").path("comments").size() == 1);

        shelf.moves(comment, Status.REJECTED);
        pageShowing(thread, 0);
    }

    @Test
    void readersAlwaysSeeThePresentThreadHoweverFastItChanges() {
        for (int i = 1; i <= 30; i++) {
            shelf.puts(aComment(thread));
            assertThat(ids(pageShowing(thread, i).path("comments"))).hasSize(i);
        }
    }

    @Test
    void nobodyIsLeftWithAnOldPageAfterReadersAndDecisionsMet() throws InterruptedException {
        var readers = Executors.newFixedThreadPool(8);
        var failures = Collections.synchronizedList(new ArrayList<String>());
        try {
            for (int reader = 0; reader < 8; reader++) {
                readers.execute(() -> {
                    for (int i = 0; i < 60; i++) {
                        var answer = raw.get(target);
                        if (answer.status() != 200) {
                            failures.add(answer.text());
                        }
                    }
                });
            }
            for (int i = 0; i < 20; i++) {
                shelf.puts(aComment(thread));
            }
        } finally {
            readers.shutdown();
            assertThat(readers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }

        assertThat(failures).isEmpty();
        assertThat(pageShowing(thread, 20).path("comments").size()).isEqualTo(20);
    }

    @Test
    void whatHappenedUnheardShowsOnceAnnouncementsAreHeardAgain() {
        shelf.puts(aComment(thread));
        pageShowing(thread, 1);
        shelf.putsSilently(aComment(thread));
        shelf.runs("UPDATE thread SET published_count = 2 WHERE key = '" + thread + "'");
        assertThat(page(thread, "").path("comments").size()).isEqualTo(1);

        shelf.runs("""
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                 WHERE pid <> pg_backend_pid() AND query LIKE 'LISTEN%' OR query LIKE 'NOTIFY greenroom%'
                """);

        assertThat(pageShowing(thread, 2).path("comments").size()).isEqualTo(2);
        await().atMost(PATIENCE).until(announcements::connected);
    }

    @Test
    void aSiteThatClosesClosesItsThreads() {
        shelf.puts(aComment(thread));
        assertThat(pageShowing(thread, 1).path("thread").path("open").asBoolean())
                .isTrue();

        siteIs("{\"closed\": true}");
        try {
            await().atMost(PATIENCE)
                    .until(() -> !page(thread, "").path("thread").path("open").asBoolean());
        } finally {
            siteIs("{}");
        }
        await().atMost(PATIENCE)
                .until(() -> page(thread, "").path("thread").path("open").asBoolean());
    }

    private void siteIs(String settings) {
        shelf.runs("UPDATE site SET settings = '" + settings + "' WHERE key = 'demo'");
        shelf.runs("SELECT pg_notify('greenroom', 'sites')");
    }

    @Test
    void readersAreServedFromWhatIsThereWhileTheDatabaseIsDown() throws SQLException, IOException {
        shelf.puts(aComment(thread));
        pageShowing(thread, 1);
        http.get().uri("/api/v1/sites/demo/counts?thread={t}", thread).exchange();

        try (var superuser = superuser()) {
            try {
                lockOut(superuser);
                await().atMost(PATIENCE)
                        .until(() -> raw.get(targetOf(newThread())).status() == 503);
                assertThat(raw.get(target).status()).isEqualTo(200);
                assertThat(raw.get(target).text()).contains("Well said.");
                assertThat(raw.get("/api/v1/sites/demo/counts?thread=" + thread).text())
                        .isEqualTo("{\"counts\":{\"" + thread + "\":1}}");

                var refused = raw.get(targetOf(newThread()));
                assertThat(refused.text()).contains("urn:greenroom:problem:overloaded");
                assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
                assertThat(refused.header("Vary")).isEqualTo("Origin, Accept-Encoding");
                assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
            } finally {
                letIn(superuser);
            }
        }

        await().atMost(PATIENCE)
                .until(() -> raw.get(targetOf(newThread())).status() == 200
                        && announcements.connected()
                        && reader.tries(aSubmission())
                                .returnResult(String.class)
                                .getStatus()
                                .is2xxSuccessful());
    }

    private static String targetOf(String key) {
        return "/api/v1/sites/demo/comments?thread=" + key;
    }

    /** Nobody gets a connection any more, and those that there are end. */
    private static void lockOut(Connection superuser) throws SQLException {
        execute(superuser, "ALTER DATABASE greenroom CONNECTION LIMIT 0");
        execute(
                superuser,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'greenroom_service'");
    }

    private static void letIn(Connection superuser) throws SQLException {
        execute(superuser, "ALTER DATABASE greenroom CONNECTION LIMIT -1");
    }

    private static void execute(Connection superuser, String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection superuser() throws SQLException, IOException {
        var port = database.sql("SELECT inet_server_port() AS port")
                .map(row -> Objects.requireNonNull(row.get("port", Integer.class)))
                .one()
                .block(PATIENCE);
        var password = Files.readString(directory.folder("postgres").resolve("superuser.password"));
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/greenroom", "postgres", password.strip());
    }
}
