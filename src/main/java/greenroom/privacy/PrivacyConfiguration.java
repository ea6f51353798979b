package greenroom.privacy;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the keyset at start, before anything asks for it. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    @Bean
    Keyset keyset(PrivacySettings settings, @Value("${greenroom.data-dir:./greenroom-data}") String dataDirectory) {
        return KeysetFile.open(settings.keyset(), Path.of(dataDirectory));
    }
}
