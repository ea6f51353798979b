package greenroom.privacy;

import greenroom.postgres.DataDirectory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the keyset at start, before anything asks for it. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {
    @Bean
    Keyset keyset(PrivacySettings settings, DataDirectory directory) {
        return KeysetFile.open(settings.keyset(), directory.dataDir());
    }
}
