package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.backup.Backups;
import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an operator does with the embedded database of a service that is in use meanwhile. */
class BackupTests {
    private static final Map<String, String> threadsById = new ConcurrentSkipListMap<>();

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static ServiceProcess service;
    private static JsonNode published;
    private static List<String> acceptedBefore;

    /** With the keyset. */
    private static Path backup;

    @BeforeAll
    static void isBackedUpWhileReadersWrite() throws IOException, InterruptedException {
        service = ServiceProcess.started(shared.resolve("data"));
        published = service.submits(
                "news", "ayesha@example.org", "Well said. \\\\N \\t \u0628\u06c1\u062a \u062e\u0648\u0628");
        var admin = Admin.signedIn(service);
        admin.approves(published);
        threadsById.put(published.path("id").asString(), "news");
        for (int i = 0; i < 20; i++) {
            write(i);
        }
        backup = shared.resolve("with-keyset.backup");
        var enough = new AtomicBoolean();
        var writing = CompletableFuture.runAsync(() -> {
            for (int i = 20; !enough.get(); i++) {
                write(i);
            }
        });
        acceptedBefore = new ArrayList<>(threadsById.keySet());
        var command = Command.run(shared.resolve("data"), "backup", backup.toString(), "--with-keyset");
        enough.set(true);
        writing.join();
        assertThat(command.succeeds().log()).contains("whoever has the file can read every email in it");
    }

    private static void write(int number) {
        var answer = service.submits("busy", "reader" + number + "@example.org", "Number " + number);
        threadsById.put(answer.path("id").asString(), "busy");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void whatWasAcceptedBeforeTheBackupIsThereAgainAndWorks() throws Exception {
        Command.run(folder, "restore", backup.toString()).succeeds();

        try (var restored = ServiceProcess.started(folder)) {
            assertThat(restored.shows("news")).containsExactlyElementsOf(service.shows("news"));
            assertThat(ids(folder)).containsAll(acceptedBefore);
            var admin = Admin.signedIn(restored);
            var email = admin.post(
                    "/api/v1/moderation/comments/" + published.path("id").asString() + "/email",
                    "{\"reason\":\"a question\"}");
            assertThat(ServiceProcess.json(email).path("email").asString()).isEqualTo("ayesha@example.org");
            assertThat(restored.post(
                                    "/api/v1/sites/demo/comments",
                                    ServiceProcess.submission("busy", "reader3@example.org", "Number 3"))
                            .statusCode())
                    .as("the same author's same text still waits")
                    .isEqualTo(409);
            admin.approves(restored.submits("another", "chand@example.org", "After the restore."));
            assertThat(restored.shows("another")).hasSize(1);
            theAuditIsAppendOnly(folder);
        }
    }

    private static List<String> ids(Path data) throws IOException, SQLException {
        var ids = new ArrayList<String>();
        try (var database = OwnDatabase.open(new DataDirectory(data));
                var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id::text FROM comment")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    /** For its owner by the trigger, and for the service's role by its grants. */
    private static void theAuditIsAppendOnly(Path data) throws IOException, SQLException {
        try (var database = OwnDatabase.open(new DataDirectory(data));
                var owner = database.connect();
                var service = DriverManager.getConnection(
                        owner.getMetaData().getURL(),
                        "greenroom_service",
                        Files.readString(data.resolve("postgres/service.password")));
                var asOwner = owner.createStatement();
                var asService = service.createStatement()) {
            var decisions = asService.executeQuery("SELECT count(*) FROM audit WHERE action = 'decide'");
            assertThat(decisions.next() && decisions.getLong(1) == 2).isTrue();
            assertThatThrownBy(() -> asOwner.execute("DELETE FROM audit")).hasMessageContaining("append-only");
            assertThatThrownBy(() -> asService.execute("DELETE FROM audit")).hasMessageContaining("permission denied");
        }
    }

    @Test
    void leavesTheKeysetOutUnlessAskedAndNeedsNoRunningService() throws Exception {
        var without = folder.resolve("without");

        var command = Command.run(shared.resolve("data"), "backup", without.toString());

        assertThat(command.succeeds().log()).contains("without the keyset no email in it can ever be read");
        assertThat(Files.getPosixFilePermissions(without)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new String(Files.readAllBytes(without), StandardCharsets.ISO_8859_1))
                .doesNotContain("keyset.json");
        assertThat(run(folder.resolve("data"), "restore", without.toString())).isZero();
        assertThat(folder.resolve("data/keys")).doesNotExist();
        assertThat(run(folder.resolve("data"), "backup", folder.resolve("again").toString()))
                .as("of a service that does not run")
                .isZero();
    }

    @Test
    void overwritesNothingAndRestoresNoDamagedFile() throws IOException {
        var data = folder.resolve("data");
        var size = (int) Files.size(backup);

        assertThat(run(shared.resolve("data"), "backup", backup.toString())).isEqualTo(1);
        assertThat(run(data, "backup", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(run(shared.resolve("data"), "restore", backup.toString()))
                .as("into a folder in use")
                .isEqualTo(1);
        assertThat(run(data, "restore", folder.resolve("missing").toString())).isEqualTo(1);
        assertThat(run(data, "restore")).isEqualTo(2);
        for (int kept : List.of(0, 100, size / 2, size - 1)) {
            assertThat(run(data, "restore", cutAt(kept).toString())).isEqualTo(1);
        }
        for (int changed : List.of(60, size / 3, endOfTheEntries() - 40)) {
            assertThat(run(data, "restore", withAnotherByteAt(changed).toString()))
                    .isEqualTo(1);
        }
        assertThat(data.resolve("postgres")).doesNotExist();
        assertThat(Files.size(backup)).isEqualTo(size);
        try (var files = Files.list(shared)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no drafts are left")
                    .containsExactlyInAnyOrder("data", "with-keyset.backup");
        }
    }

    /** Where the zip's list of its entries begins. */
    private static int endOfTheEntries() throws IOException {
        return new String(Files.readAllBytes(backup), StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    }

    private Path cutAt(int length) throws IOException {
        return Files.write(folder.resolve("cut"), Arrays.copyOf(Files.readAllBytes(backup), length));
    }

    private Path withAnotherByteAt(int place) throws IOException {
        var bytes = Files.readAllBytes(backup);
        bytes[place] ^= 1;
        return Files.write(folder.resolve("changed"), bytes);
    }

    /** In this process, which is quicker; it is none of the service's. */
    private static int run(Path data, String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.add("--greenroom.data-dir=" + data);
        return Backups.run(arguments.toArray(String[]::new));
    }
}
