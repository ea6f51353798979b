package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process with its embedded PostgreSQL. */
class OneMachineTests {
    @TempDir
    Path folder;

    @Test
    void keepsWhatItAcceptedThroughStopAndKill() throws InterruptedException {
        try (var first = ServiceProcess.started(folder)) {
            first.submits("news", "ayesha@example.org", "Before the stop.");
            first.stop();
            assertThat(first.database()).isEmpty();
        }
        try (var second = ServiceProcess.started(folder)) {
            var killedWithIt = second.submits("news", "bilal@example.org", "Before the kill.");
            Admin.signedIn(second).approves(killedWithIt);
            second.kill();
        }
        try (var third = ServiceProcess.started(folder)) {
            third.submits("news", "chand@example.org", "Before both were killed.");
            third.kill();
            killed(third.database());
        }
        try (var fourth = ServiceProcess.started(folder)) {
            assertThat(fourth.shows("news")).containsExactly("<p>Before the kill.</p>");
            var again = fourth.post(
                    "/api/v1/sites/demo/comments",
                    ServiceProcess.submission("news", "ayesha@example.org", "Before the stop."));
            assertThat(again.statusCode())
                    .as("the same author's same text still waits")
                    .isEqualTo(409);
            var last = fourth.post(
                    "/api/v1/sites/demo/comments",
                    ServiceProcess.submission("news", "chand@example.org", "Before both were killed."));
            assertThat(last.statusCode()).isEqualTo(409);
        }
    }

    @Test
    void isGoneWhenToldToStopWhileItsDatabaseIsFrozen() throws InterruptedException {
        try (var first = ServiceProcess.started(folder)) {
            first.submits("news", "ayesha@example.org", "Before the frost.");
            assertThat(first.database()).isNotEmpty();
            first.freezesItsDatabase();

            first.stop(Duration.ofSeconds(20));
        }
        try (var second = ServiceProcess.started(folder)) {
            var again = second.post(
                    "/api/v1/sites/demo/comments",
                    ServiceProcess.submission("news", "ayesha@example.org", "Before the frost."));

            assertThat(again.statusCode()).as("it is stored, and waits").isEqualTo(409);
        }
    }

    @Test
    void startsItsDatabaseAgainWhenThatHasEnded() throws InterruptedException {
        try (var service = ServiceProcess.started(folder)) {
            service.submits("news", "ayesha@example.org", "Before the kill.");
            var killed = killed(service.database());

            service.await(
                    "another is there",
                    () -> service.database().stream()
                            .findFirst()
                            .filter(it -> !killed.contains(it))
                            .isPresent());
            service.await("it is ready again", () -> service.get("/readyz").statusCode() == 200);
            service.await("it takes comments again", () -> answer(service, "bilal", "After the kill.") == 202);

            assertThat(answer(service, "ayesha", "Before the kill."))
                    .as("it is stored, and waits")
                    .isEqualTo(409);
            service.stop();
            assertThat(service.database()).isEmpty();
        }
    }

    private static int answer(ServiceProcess service, String name, String body) {
        return service.post(
                        "/api/v1/sites/demo/comments", ServiceProcess.submission("news", name + "@example.org", body))
                .statusCode();
    }

    private static List<ProcessHandle> killed(List<ProcessHandle> database) throws InterruptedException {
        assertThat(database).isNotEmpty();
        Signal.KILL.to(database);
        return database;
    }

    @Test
    void refusesASecondProcessOnTheSameFolder() {
        try (var first = ServiceProcess.started(folder)) {
            var second = ServiceProcess.failed(folder);

            assertThat(second.log()).contains("Another Greenroom already runs on");
            assertThat(first.get("/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aWrongValueStopsTheStartWithASentence() {
        assertThat(ServiceProcess.failed(folder, "--greenroom.limits.depth=11").log())
                .contains("greenroom.limits.depth must be 1 to 10");
        assertThat(ServiceProcess.failed(folder, "--greenroom.trusted-proxies=proxy.local")
                        .log())
                .contains("is no address and no CIDR block");
    }

    @Test
    void withoutAnyDatabaseEndsWithASentence() {
        var log = ServiceProcess.failedWithoutPostgres(folder).log();

        assertThat(log)
                .contains(
                        "No database is configured, and this build of Greenroom has no PostgreSQL of its own for Linux")
                .contains("Set spring.r2dbc.url (in the environment SPRING_R2DBC_URL)")
                .doesNotContain("\tat ");
    }
}
