package greenroom.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code greenroom.streams.*}: how many event streams may be open, and how often they are heard of.
 *
 * @param total of all clients together; each takes up to 25 KB. One more is refused with 503
 * @param perAddress of one client address (IPv6: its /64), behind which a whole office may sit. One more is refused with 429
 * @param heartbeat after how long a silent stream sends a comment line, at most 20 s
 */
@ConfigurationProperties("greenroom.streams")
record EventStreamSettings(
        @DefaultValue("10000") int total,
        @DefaultValue("100") int perAddress,
        @DefaultValue("15s") Duration heartbeat) {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);
    private static final Duration SHORTEST_SILENCE = Duration.ofMillis(100);

    EventStreamSettings {
        if (total < 1 || perAddress < 1) {
            throw new IllegalArgumentException(
                    "greenroom.streams.total and greenroom.streams.per-address must be 1 or more");
        }
        if (heartbeat.compareTo(LONGEST_SILENCE) > 0 || heartbeat.compareTo(SHORTEST_SILENCE) < 0) {
            throw new IllegalArgumentException("greenroom.streams.heartbeat must be from 100ms to 20s, such as 15s");
        }
    }
}
