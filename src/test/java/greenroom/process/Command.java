package greenroom.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the commands of an operator, in a process of its own. */
final class Command {
    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path log;

    private Command(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Runs one to its end.
     *
     * @param folder the data directory
     */
    static Command run(Path folder, String... words) throws IOException, InterruptedException {
        return begun(folder, words).ended();
    }

    /** Begins one and does not wait for it. */
    static Command begun(Path folder, String... words) throws IOException {
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
        return new Command(process, log);
    }

    Command ended() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return this;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        ended();
    }

    Command succeeds() {
        assertThat(process.exitValue()).as(log()).isZero();
        return this;
    }

    /** That it did nothing, and ended with a sentence. */
    Command fails() {
        assertThat(process.exitValue()).as(log()).isEqualTo(1);
        assertThat(log().strip().lines().reduce((first, last) -> last).orElse(""))
                .contains("ERROR");
        return this;
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
