package greenroom.journey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands over every test of this JVM: one during which a thread of an event loop blocked, or a buffer was found to have
 * leaked, fails. What happens between two tests fails the next one or the end of the class. JUnit finds it by its name
 * in {@code META-INF/services}.
 */
public final class Watch implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        Blocking.watch();
        Leaks.watch();
    }

    /** The logging system forgets appenders when a service starts. */
    @Override
    public void beforeEach(ExtensionContext context) {
        Leaks.watch();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertNothingHappened();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertNothingHappened();
    }

    private static void assertNothingHappened() {
        assertThat(Blocking.taken(any -> true))
                .as("calls that blocked an event loop")
                .isEmpty();
        assertThat(Leaks.taken(any -> true)).as("buffers that leaked").isEmpty();
    }
}
