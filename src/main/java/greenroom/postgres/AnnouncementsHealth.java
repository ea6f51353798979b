package greenroom.postgres;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether this process hears what the other replicas announce. */
@Component("announcementsHealthIndicator")
final class AnnouncementsHealth extends AbstractReactiveHealthIndicator {
    private final Announcements announcements;

    AnnouncementsHealth(Announcements announcements) {
        this.announcements = announcements;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        var state = announcements.connected() ? builder.up() : builder.down();
        return Mono.just(
                state.withDetail("silentForSeconds", announcements.silence().toSeconds())
                        .build());
    }
}
