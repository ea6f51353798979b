package greenroom.privacy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the keys are.
 * @param keyset a keyset file that must be there, or null: then {@code keys/keyset.json} in the data directory, which is
 *     made at the first start
 */
@ConfigurationProperties("greenroom.privacy")
record PrivacySettings(@Nullable Path keyset) {}
