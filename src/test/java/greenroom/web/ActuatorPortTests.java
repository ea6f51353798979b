package greenroom.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class ActuatorPortTests {
    private static ActuatorPort port(String service, String management) {
        return new ActuatorPort(new MockEnvironment()
                .withProperty("server.port", service)
                .withProperty("management.server.port", management));
    }

    @Test
    void isNeverThatOfReaders() {
        assertThatThrownBy(() -> port("8081", "8081").afterPropertiesSet())
                .hasMessageContaining("management.server.port must not be server.port");
        assertThatThrownBy(() -> new ActuatorPort(new MockEnvironment()).afterPropertiesSet())
                .hasMessageContaining("Give it a port of its own");
    }

    @ParameterizedTest
    @CsvSource({"8080, 8081", "0, 0", "8081, -1"})
    void isAnyOther(String service, String management) {
        assertThatCode(() -> port(service, management).afterPropertiesSet()).doesNotThrowAnyException();
    }

    @Test
    void aShortTokenIsRefusedInASentence() {
        assertThatThrownBy(() -> new ActuatorSettings("too short"))
                .hasMessageContaining("greenroom.actuator.token must have 24 characters or more");
    }
}
