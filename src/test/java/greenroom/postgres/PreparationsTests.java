package greenroom.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What is done before the service serves. */
class PreparationsTests {
    private final List<String> made = new ArrayList<>();
    private final Preparations preparations = new Preparations();

    private void prepare(String what) {
        preparations.add(what + " was made", Mono.fromRunnable(() -> made.add(what)));
    }

    @Test
    void areMadeOneAfterTheOtherAtEachStart() {
        prepare("tea");
        prepare("toast");
        assertThat(made).isEmpty();

        preparations.start();
        assertThat(preparations.isRunning()).isTrue();
        preparations.stop();
        assertThat(preparations.isRunning()).isFalse();
        preparations.start();

        assertThat(made).containsExactly("tea", "toast", "tea", "toast");
    }

    @Test
    void stopTheStartWhereOneFails() {
        preparations.add("the water boiled", Mono.error(new IllegalArgumentException("no water")));
        prepare("tea");

        assertThatIllegalStateException()
                .isThrownBy(preparations::start)
                .withMessageEndingWith("while the water boiled")
                .withRootCauseInstanceOf(IllegalArgumentException.class);
        assertThat(made).isEmpty();
        assertThat(preparations.isRunning()).isFalse();
    }
}
