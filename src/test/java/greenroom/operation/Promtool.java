package greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus' own checker, of the machine. */
final class Promtool {
    private Promtool() {}

    /** What it complains of. Without promtool the test is skipped, but in CI it fails. */
    static String findsNoFault(File input, String... arguments) throws IOException, InterruptedException {
        needed();
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        var running = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectErrorStream(true)
                .start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return running.exitValue() == 0 ? "" : said;
    }

    private static void needed() {
        var isThere = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "promtool")));
        if (!isThere) {
            assertThat(System.getenv("CI"))
                    .as("promtool (Debian's package prometheus) is needed in CI")
                    .isNull();
        }
        assumeTrue(isThere, "promtool is not on this machine: Debian has it in the package prometheus");
    }
}
