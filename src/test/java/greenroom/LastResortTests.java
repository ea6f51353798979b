package greenroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LastResortTests {
    /** A process whose orderly stop never comes to its end. */
    static final class Stuck {
        private Stuck() {}

        public static void main(String[] arguments) throws InterruptedException {
            LastResort.prepare();
            var never = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println("ready");
            never.await();
        }
    }

    @Test
    void endsAProcessThatCannotStop() throws IOException, InterruptedException {
        var stuck = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Stuck.class.getName())
                .start();
        assertThat(stuck.inputReader().readLine()).isEqualTo("ready");

        stuck.destroy();

        assertThat(stuck.waitFor(25, TimeUnit.SECONDS)).isTrue();
        assertThat(stuck.exitValue()).isEqualTo(1);
    }
}
