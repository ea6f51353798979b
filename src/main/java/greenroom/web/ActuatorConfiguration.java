package greenroom.web;

import org.springframework.context.annotation.Bean;

/**
 * What belongs to actuator's own server: Boot imports it there, by name from {@code META-INF/spring}. It is no
 * {@code @Configuration}, lest the service's own server has it too.
 */
class ActuatorConfiguration {
    @Bean
    ActuatorGate actuatorGate(ActuatorSettings settings, ProblemAnswers problems) {
        return new ActuatorGate(settings, problems);
    }
}
