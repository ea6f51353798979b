package greenroom.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may see more of the service at actuator, and work it there.
 *
 * @param token that an operator shows as {@code Authorization: Bearer}; null for nobody. It stands in the configuration and
 *     not among the API tokens, because it must serve while the database does not
 */
@ConfigurationProperties("greenroom.actuator")
record ActuatorSettings(@Nullable String token) {
    private static final int SHORTEST = 24;

    ActuatorSettings {
        if (token != null && token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "greenroom.actuator.token must have 24 characters or more, such as openssl rand -hex 16 prints");
        }
    }

    @Override
    public String toString() {
        return "ActuatorSettings[]";
    }
}
