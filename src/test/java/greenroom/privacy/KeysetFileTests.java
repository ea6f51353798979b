package greenroom.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetFileTests {
    @TempDir
    Path data;

    @Test
    void theFirstStartMakesOneAndTheNextFindsIt() throws IOException {
        var made = KeysetFile.open(null, data);
        var written = Files.readAllBytes(file());
        var found = KeysetFile.open(null, data);

        assertThat(made.generatedNow()).isTrue();
        assertThat(found.generatedNow()).isFalse();
        assertThat(TestVault.secretsOf(found))
                .isEqualTo(TestVault.secretsOf(made))
                .hasSize(3);
        assertThat(file()).hasBinaryContent(written);
    }

    @Test
    void itsOwnerAloneMayReadIt() throws IOException {
        KeysetFile.open(null, data.resolve("not/there/yet"));
        var keys = data.resolve("not/there/yet/keys");

        assertThat(mode(keys.resolve("keyset.json"))).isEqualTo("rw-------");
        assertThat(mode(keys)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("not/there"))).isEqualTo("rwx------");
    }

    @Test
    void aFolderThatWasOpenIsClosedBeforeTheKeysGoIn() throws IOException {
        Files.createDirectory(
                data.resolve("keys"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        KeysetFile.open(null, data);

        assertThat(mode(data.resolve("keys"))).isEqualTo("rwx------");
    }

    @Test
    void makesNoneBesideWhatARestoreHasNotFinished() throws IOException {
        Files.createDirectory(data.resolve("restore.part"));

        assertThatThrownBy(() -> KeysetFile.open(null, data)).hasMessageContaining("holds a part of a backup only");

        assertThat(data.resolve("keys")).doesNotExist();
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        KeysetFile.open(null, data);

        assertThat(filesIn(data.resolve("keys"))).containsExactly("keyset.json");
    }

    @Test
    void aConfiguredFileIsUsedAndNoneIsMadeBesideIt() throws IOException {
        var elsewhere = data.resolve("secret.json");
        var keyset = Keyset.generate();
        KeysetFile.writeNew(keyset, elsewhere);

        assertThat(KeysetFile.open(elsewhere, data).fingerprint()).isEqualTo(keyset.fingerprint());
        assertThat(filesIn(data)).containsExactly("secret.json");
    }

    @Test
    void aConfiguredFileThatIsMissingStopsTheStartAndIsNotMade() throws IOException {
        assertThatExceptionOfType(KeysetProblem.class)
                .isThrownBy(() -> KeysetFile.open(data.resolve("secret.json"), data))
                .withMessageContaining("secret.json is not there")
                .withMessageContaining("greenroom.privacy.keyset");
        assertThat(filesIn(data)).isEmpty();
    }

    @Test
    void aFolderInItsPlaceStopsTheStart() {
        assertThatExceptionOfType(KeysetProblem.class)
                .isThrownBy(() -> KeysetFile.open(data, data))
                .withMessageContaining("cannot be read");
    }

    @Test
    void aFileCutOffAnywhereStopsTheStartAndStaysAsItIs() throws IOException {
        KeysetFile.open(null, data);
        var whole = Files.readAllBytes(file());
        for (int length = 0; length < whole.length - 1; length += 7) {
            var cut = Arrays.copyOf(whole, length);
            Files.write(file(), cut);

            assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> KeysetFile.open(null, data));
            assertThat(file()).hasBinaryContent(cut);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "{\"format\":\"greenroom/keyset/v1\"}",
                "{\"format\":\"greenroom/keyset/v2\",\"root\":",
                "not a keyset",
                "\0\0\0\0"
            })
    void anotherFileStopsTheStart(String content) throws IOException {
        var file = Files.writeString(data.resolve("keyset.json"), content);

        assertThatExceptionOfType(KeysetProblem.class)
                .isThrownBy(() -> KeysetFile.open(file, data))
                .withMessageContaining("is not a whole keyset");
    }

    @Test
    void keysOfTheWrongKindStopTheStart() throws IOException {
        KeysetFile.open(null, data);
        var swapped = Files.readString(file())
                .replace("\"seal\"", "\"other\"")
                .replace("\"lookup\"", "\"seal\"")
                .replace("\"other\"", "\"lookup\"");
        Files.writeString(file(), swapped);

        assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> KeysetFile.open(null, data));
    }

    @Test
    void weakerKeysStopTheStart() throws Exception {
        var weak = KeysetHandle.generateNew(PredefinedAeadParameters.AES128_GCM);
        var keyset = Keyset.generate();

        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> Keyset.of(weak, keyset.lookupHandle(), keyset.root()));
    }

    @Test
    void anotherVersionOfTheFormatStopsTheStart() throws IOException {
        KeysetFile.open(null, data);
        Files.writeString(file(), Files.readString(file()).replace("greenroom/keyset/v1", "greenroom/keyset/v2"));

        assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> KeysetFile.open(null, data));
    }

    @Test
    void theFingerprintIsNotTheRoot() {
        var keyset = Keyset.generate();

        assertThat(keyset.fingerprint()).hasSize(32).isNotEqualTo(keyset.root());
    }

    @Test
    void aRootCutShortStopsTheStart() throws IOException {
        var keyset = KeysetFile.open(null, data);
        var root = TestVault.secretsOf(keyset).get(0);
        Files.writeString(file(), Files.readString(file()).replace(root, root.substring(4)));

        assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> KeysetFile.open(null, data));
    }

    @Test
    void whatStopsTheStartTellsNoSecret() throws IOException {
        var secrets = TestVault.secretsOf(KeysetFile.open(null, data));
        var whole = Files.readString(file());
        for (var broken : List.of(
                whole + "x",
                whole.replace("\"root\" : \"", "\"root\" : "),
                whole.replace("\"value\" : \"", "\"value\" : 1"),
                whole.replace("=\"", "=!\""))) {
            Files.writeString(file(), broken);

            var problem = catchThrowableOfType(KeysetProblem.class, () -> KeysetFile.open(null, data));

            assertThat(problem).hasNoCause();
            for (var secret : secrets) {
                assertThat(problem.toString()).doesNotContain(secret.substring(0, 8));
            }
        }
    }

    @Test
    void nothingThatHoldsKeysPrintsThem() {
        var keyset = Keyset.generate();
        var printed = Stream.of(keyset, new Emails(keyset), new DerivedKeys(keyset), keyset.derive("x"))
                .map(Object::toString)
                .toList()
                .toString();

        assertThat(printed).contains("Keyset[•••]", "Emails[•••]", "DerivedKeys[•••]");
        assertThat(printed).doesNotContain(TestVault.secretsOf(keyset));
    }

    @Test
    void rotationWritesANewFileAndLeavesTheOldOne() throws IOException {
        var keyset = KeysetFile.open(null, data);
        var before = Files.readAllBytes(file());
        var next = data.resolve("keys/next.json");

        var rotated = keyset.rotate(next);

        assertThat(file()).hasBinaryContent(before);
        assertThat(mode(next)).isEqualTo("rw-------");
        assertThat(TestVault.secretsOf(KeysetFile.open(next, data))).isEqualTo(TestVault.secretsOf(rotated));
        assertThat(TestVault.secretsOf(rotated)).hasSize(5).containsAll(TestVault.secretsOf(keyset));
    }

    @Test
    void anAnnouncedKeyIsStillAnnouncedWhenReadAgain() {
        var keyset = KeysetFile.open(null, data);
        keyset.announce(data.resolve("announced.json"));
        var email = TestVault.email("ayesha@example.org");

        var again = KeysetFile.open(data.resolve("announced.json"), data);

        assertThat(new Emails(again).lookup(email, "demo")).isEqualTo(new Emails(keyset).lookup(email, "demo"));
        assertThat(new Emails(again).lookups(email, "demo")).hasSize(2);
    }

    @Test
    void noKeysetIsEverOverwritten() throws IOException {
        var keyset = KeysetFile.open(null, data);
        var before = Files.readAllBytes(file());

        assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> keyset.rotate(file()));
        assertThatExceptionOfType(KeysetProblem.class).isThrownBy(() -> keyset.announce(file()));
        assertThat(file()).hasBinaryContent(before);
        assertThat(filesIn(data.resolve("keys"))).containsExactly("keyset.json");
    }

    @Test
    void aFolderThatCannotBeMadeStopsTheStart() throws IOException {
        var occupied = Files.createFile(data.resolve("occupied"));

        assertThatExceptionOfType(KeysetProblem.class)
                .isThrownBy(() -> KeysetFile.open(null, occupied))
                .withMessageContaining("could not be made");
    }

    private Path file() {
        return data.resolve("keys/keyset.json");
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
