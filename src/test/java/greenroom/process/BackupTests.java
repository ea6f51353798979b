package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import greenroom.backup.Backups;
import greenroom.fault.SmallDisk;
import greenroom.postgres.DataDirectory;
import greenroom.postgres.OwnDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** What an operator does with the embedded database of a service that is in use meanwhile. */
@ExtendWith(OutputCaptureExtension.class)
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
    void overwritesNothingAndRestoresNoDamagedFile(CapturedOutput output) throws IOException {
        var data = folder.resolve("data");
        var size = (int) Files.size(backup);
        var backedUp = new BackupFile(backup, folder);

        assertThat(run(shared.resolve("data"), "backup", backup.toString())).isEqualTo(1);
        assertThat(run(data, "backup", folder.resolve("nothing").toString())).isEqualTo(1);
        assertThat(run(shared.resolve("data"), "restore", backup.toString()))
                .as("into a folder in use")
                .isEqualTo(1);
        assertThat(run(data, "restore", folder.resolve("missing").toString())).isEqualTo(1);
        assertThat(run(data, "restore")).isEqualTo(2);
        for (int kept : List.of(0, 100, size / 2, size - 1)) {
            assertThat(run(data, "restore", backedUp.cutAt(kept).toString())).isEqualTo(1);
            assertThat(lastLine(output)).contains("cut is damaged, cut off, or no backup of Greenroom");
        }
        for (int changed : List.of(60, size / 3, backedUp.endOfTheEntries() - 40)) {
            assertThat(run(data, "restore", backedUp.withAnotherByteAt(changed).toString()))
                    .isEqualTo(1);
            assertThat(lastLine(output)).contains("changed is damaged, cut off, or no backup of Greenroom");
        }
        assertThat(data).doesNotExist();
        assertThat(Files.size(backup)).isEqualTo(size);
        try (var files = Files.list(shared)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("no drafts are left")
                    .containsExactlyInAnyOrder("data", "with-keyset.backup");
        }
    }

    @Test
    void saysWhichGreenroomReadsWhatANewerOneWrote(CapturedOutput output) throws IOException {
        var data = folder.resolve("data");

        var newer = new BackupFile(backup, folder);

        var format = newer.describedAnew(manifest -> manifest.put("format", "greenroom-backup/2"));
        assertThat(run(data, "restore", format.toString())).isEqualTo(1);
        assertThat(lastLine(output)).contains("was written by another version of Greenroom");
        var schema = newer.describedAnew(manifest ->
                manifest.withArray("schema").addObject().put("version", "99").put("checksum", 1));
        assertThat(run(data, "restore", schema.toString())).isEqualTo(1);
        assertThat(lastLine(output)).contains("whose schema has version 99").contains("or a newer one");

        assertThat(data).isEmptyDirectory();
    }

    @Test
    void ofARestoreThatIsKilledNothingIsServedAndTheNextOneBeginsAnew() throws Exception {
        var restore = Command.begun(folder, "restore", backup.toString());
        var database = databaseAtWork();
        restore.kill();

        var refused = ServiceProcess.failed(folder);

        assertThat(refused.log())
                .contains("holds a part of a backup only")
                .contains("Run the same restore again")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("postgres")).doesNotExist();
        assertThat(folder.resolve("keys")).doesNotExist();

        // as when it is killed at the very end: the keys have their name, and the database has not
        Files.createDirectory(folder.resolve("keys"));
        Files.copy(shared.resolve("data/keys/keyset.json"), folder.resolve("keys/keyset.json"));
        assertThat(ServiceProcess.failed(folder).log()).contains("Run the same restore again");

        assertThat(run(folder, "restore", backup.toString())).isZero();
        assertThat(ids(folder)).containsAll(acceptedBefore);
        assertThat(database).as("what the killed one left").noneMatch(ProcessHandle::isAlive);
        assertThat(folder.resolve("restore.part")).doesNotExist();
    }

    @Test
    void aRestoreWhosePostgresIsKilledLeavesTheFolderAsItWas() throws Exception {
        var restore = Command.begun(folder, "restore", backup.toString());
        Signal.KILL.to(databaseAtWork());

        assertThat(restore.ended().fails().log()).contains("Nothing was done, for this failed");
        assertThat(folder).isEmptyDirectory();
    }

    /** The processes of the PostgreSQL in which a restore makes its tables, the postmaster first. */
    private List<ProcessHandle> databaseAtWork() {
        return Awaitility.await("a restore is under way")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ServiceProcess.databaseOf(folder.resolve("restore.part")), BackupTests::servesTheOwner);
    }

    private static boolean servesTheOwner(List<ProcessHandle> processes) {
        return processes.stream().anyMatch(process -> title(process).contains("greenroom_owner"));
    }

    /** PostgreSQL's processes say there what they do. */
    private static String title(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void aFullDiskEndsEitherWithASentence(CapturedOutput output) throws IOException {
        assumeThat(SmallDisk.obstacle(folder)).isEmpty();
        try (var disk = SmallDisk.mounted(folder, 1)) {
            disk.fill();
            var there = List.of(folder.resolve("filler"));

            assertThat(run(shared.resolve("data"), "backup", folder.resolve("b").toString()))
                    .isEqualTo(1);
            assertThat(lastLine(output)).contains("No space left on device");
            assertThat(folder.toFile().listFiles()).extracting(File::toPath).isEqualTo(there);
            assertThat(run(folder.resolve("data"), "restore", backup.toString()))
                    .isEqualTo(1);
            assertThat(lastLine(output)).contains("No space left on device");
            assertThat(folder.resolve("data")).isEmptyDirectory();
        }
    }

    private static String lastLine(CapturedOutput output) {
        return output.getOut().strip().lines().reduce((first, last) -> last).orElse("");
    }

    /** In this process, which is quicker; it is none of the service's. */
    private static int run(Path data, String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.add("--greenroom.data-dir=" + data);
        return Backups.run(arguments.toArray(String[]::new));
    }
}
