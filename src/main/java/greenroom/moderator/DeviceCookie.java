package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Remembers a browser from which somebody signed in, so that its tries count by themselves and strangers' failures lock
 * nobody out (OWASP, "Device cookies"). It holds for one username and opens nothing.
 */
@Component
final class DeviceCookie {
    static final Duration LIFETIME = Duration.ofDays(180);

    private final DerivedKeys keys;
    private final Clock clock;

    DeviceCookie(DerivedKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** {@code NAME.SECONDS.MAC}: a random name for the browser, and when it is forgotten. */
    String make(String username) {
        var device = Secret.next().reveal();
        var end = Long.toString(clock.instant().plus(LIFETIME).getEpochSecond());
        return device + "." + end + "." + mac(username, device, end);
    }

    /** The browser's name, if we gave it this cookie for this username and not too long ago. */
    Optional<String> deviceOf(String username, String cookie) {
        var parts = cookie.split("\\.", -1);
        if (parts.length != 3 || !parts[1].matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        var expected = mac(username, parts[0], parts[1]);
        var isOurs = MessageDigest.isEqual(expected.getBytes(UTF_8), parts[2].getBytes(UTF_8));
        var isFresh = Instant.ofEpochSecond(Long.parseLong(parts[1])).isAfter(clock.instant());
        return isOurs && isFresh ? Optional.of(parts[0]) : Optional.empty();
    }

    private String mac(String username, String device, String end) {
        var mac = keys.mac(Use.DEVICE_COOKIE, username.getBytes(UTF_8), device.getBytes(UTF_8), end.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
