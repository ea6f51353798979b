package greenroom.web;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Stops a start that would put actuator on the port that readers use. */
@Component
final class ActuatorPort implements InitializingBean {
    private final Environment environment;

    ActuatorPort(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void afterPropertiesSet() {
        if (ManagementPortType.get(environment) == ManagementPortType.SAME) {
            throw new IllegalStateException(
                    "management.server.port must not be server.port: actuator is not for readers."
                            + " Give it a port of its own, or -1 for none.");
        }
    }
}
