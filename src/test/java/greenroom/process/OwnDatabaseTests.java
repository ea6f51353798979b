package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes on a PostgreSQL that the operator runs. */
class OwnDatabaseTests {
    @TempDir
    Path folder;

    private static EmbeddedPostgres database(Path data, int port, String fsync) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", fsync)
                .setPort(port)
                .start();
    }

    private static String[] on(EmbeddedPostgres database, String... more) {
        return Stream.concat(
                        List.of(
                                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + database.getPort() + "/postgres",
                                "--spring.r2dbc.username=postgres",
                                "--spring.r2dbc.password=postgres")
                                .stream(),
                        List.of(more).stream())
                .toArray(String[]::new);
    }

    @Test
    void twoReplicasShowOneAnothersDecisions() throws IOException {
        try (var database = database(folder.resolve("db"), freePort(), "on");
                var one = ServiceProcess.started(folder.resolve("keys"), on(database));
                var other = ServiceProcess.started(folder.resolve("keys"), on(database))) {
            var comment = one.submits("news", "ayesha@example.org", "Well said.");
            assertThat(one.shows("news")).isEmpty();
            assertThat(other.shows("news")).isEmpty();
            assertThat(one.database()).as("no PostgreSQL of its own").isEmpty();

            Admin.signedIn(other).approves(comment);

            assertThat(other.shows("news")).containsExactly("<p>Well said.</p>");
            one.await("the other replica shows it", () -> !one.shows("news").isEmpty());
        }
    }

    @Test
    void refusesAStoreThatMayLoseWhatItConfirmed() throws IOException {
        try (var database = database(folder.resolve("db"), freePort(), "off")) {
            assertThat(ServiceProcess.failed(folder.resolve("keys"), on(database))
                            .log())
                    .contains("fsync or full_page_writes off");
            try (var relaxed =
                    ServiceProcess.started(folder.resolve("keys"), on(database, "--greenroom.durability=relaxed"))) {
                assertThat(relaxed.get("/readyz").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void goesOnWhereItCanWhileTheDatabaseIsGoneAndRecoversByItself() throws IOException {
        var port = freePort();
        var database = database(folder.resolve("db"), port, "on");
        try (var service = ServiceProcess.started(folder.resolve("keys"), on(database))) {
            var comment = service.submits("news", "ayesha@example.org", "Well said.");
            Admin.signedIn(service).approves(comment);
            service.await("it is shown", () -> !service.shows("news").isEmpty());

            database.close();

            service.await("it is not ready", () -> service.get("/readyz").statusCode() == 503);
            assertThat(service.get("/livez").statusCode()).isEqualTo(200);
            assertThat(service.shows("news")).as("from ready bytes").containsExactly("<p>Well said.</p>");
            var refused = service.post(
                    "/api/v1/sites/demo/comments",
                    ServiceProcess.submission("news", "bilal@example.org", "Meanwhile."));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();

            database = database(folder.resolve("db"), port, "on");

            service.await("it is ready again", () -> service.get("/readyz").statusCode() == 200);
            service.submits("news", "bilal@example.org", "Meanwhile.");
        } finally {
            database.close();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
