package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the commands of an operator, run to its end in a process of its own. */
record Command(int exitCode, String log) {
    private static final long PATIENCE_SECONDS = 90;

    /** @param folder the data directory */
    static Command run(Path folder, String... words) throws IOException, InterruptedException {
        var log = Files.createTempFile("greenroom-command", ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ClassPath.whole(),
                "greenroom.Greenroom"));
        command.addAll(List.of(words));
        command.add("--greenroom.data-dir=" + folder);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Command(process.exitValue(), Files.readString(log));
    }

    Command succeeds() {
        assertThat(exitCode).as(log).isZero();
        return this;
    }
}
