package greenroom.privacy;

import greenroom.postgres.DataDirectory;
import java.security.MessageDigest;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the file of the keyset is still the one that is in use. If it is gone or another, nothing fails yet, but the next
 * start will: {@code DEGRADED}. The details say what is wrong in a word, and nothing of keys.
 */
@Component("keysetHealthIndicator")
final class KeysetHealth extends AbstractHealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "The next start will fail");

    private final PrivacySettings settings;
    private final DataDirectory directory;
    private final Keyset inUse;

    KeysetHealth(PrivacySettings settings, DataDirectory directory, Keyset inUse) {
        super("The keyset's file cannot be seen");
        this.settings = settings;
        this.directory = directory;
        this.inUse = inUse;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var file = state();
        (file.equals("in use") ? builder.up() : builder.status(DEGRADED)).withDetail("file", file);
    }

    private String state() {
        try {
            var found = KeysetFile.readAgain(settings.keyset(), directory.dataDir());
            return MessageDigest.isEqual(found.fingerprint(), inUse.fingerprint())
                    ? "in use"
                    : "of another installation";
        } catch (KeysetProblem gone) {
            return "missing or damaged";
        }
    }
}
