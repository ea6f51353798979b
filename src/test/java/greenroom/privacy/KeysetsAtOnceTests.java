package greenroom.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts first makes the keyset, and all others find it. */
class KeysetsAtOnceTests {
    @TempDir
    Path data;

    @Test
    void threadsThatStartAtOnceEndWithOneKeyset() throws Exception {
        var together = new CyclicBarrier(8);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var starters = new ArrayList<Future<Keyset>>();
            for (int i = 0; i < 8; i++) {
                starters.add(threads.submit(() -> {
                    together.await();
                    return KeysetFile.open(null, data);
                }));
            }
            var keysets = new ArrayList<Keyset>();
            for (var starter : starters) {
                keysets.add(starter.get());
            }

            assertThat(keysets).filteredOn(Keyset::generatedNow).hasSize(1);
            assertThat(keysets).extracting(TestVault::secretsOf).containsOnly(TestVault.secretsOf(keysets.get(0)));
            assertThat(data.resolve("keys").toFile().list()).containsExactly("keyset.json");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesThatStartAtOnceEndWithOneKeyset() throws Exception {
        var starters = new ArrayList<Process>();
        for (int i = 0; i < 3; i++) {
            starters.add(Starter.launch(data));
        }
        for (var starter : starters) {
            assertThat(Starter.said("ready", starter)).isEmpty();
        }
        for (var starter : starters) {
            starter.outputWriter().close();
        }
        var fingerprints = new ArrayList<String>();
        for (var starter : starters) {
            fingerprints.add(Starter.said("fingerprint ", starter));
            assertThat(starter.waitFor()).isZero();
        }

        assertThat(fingerprints)
                .containsOnly(
                        HexFormat.of().formatHex(KeysetFile.open(null, data).fingerprint()));
    }

    /** A process of its own that opens a keyset when its input ends. */
    static final class Starter {
        static Process launch(Path data) throws IOException {
            var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Dlogback.configurationFile=none.xml",
                            "-cp",
                            classes,
                            Starter.class.getName(),
                            data.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }

        /** The rest of its next line that begins so; its log goes the same way. */
        static String said(String beginning, Process starter) throws IOException {
            var line = starter.inputReader().readLine();
            while (line != null && !line.startsWith(beginning)) {
                line = starter.inputReader().readLine();
            }
            return String.valueOf(line).replace(beginning, "");
        }

        public static void main(String[] arguments) throws IOException {
            Keyset.generate();
            System.out.println("ready");
            System.in.readAllBytes();
            System.out.println("fingerprint "
                    + HexFormat.of()
                            .formatHex(
                                    KeysetFile.open(null, Path.of(arguments[0])).fingerprint()));
        }
    }
}
