package greenroom.postgres;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a single machine keeps what must outlive the process: the embedded database and the generated keys.
 *
 * @param dataDir {@code greenroom.data-dir}, relative to the working directory unless absolute
 */
@ConfigurationProperties("greenroom")
public record DataDirectory(
        @DefaultValue("./greenroom-data") Path dataDir) {
    /** A folder in it; not created here. */
    public Path folder(String name) {
        return dataDir.toAbsolutePath().normalize().resolve(name);
    }
}
