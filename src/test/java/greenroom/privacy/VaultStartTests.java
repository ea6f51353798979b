package greenroom.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.postgres.DataDirectory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@ExtendWith(OutputCaptureExtension.class)
class VaultStartTests {
    @TempDir
    Path data;

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({PrivacySettings.class, DataDirectory.class})
    @Import({PrivacyConfiguration.class, Emails.class, DerivedKeys.class})
    static class Vault {}

    @Test
    void startsWithoutAnySettingAndKeepsItsKeysInTheDataDirectory() {
        vault().run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Emails.class).hasSingleBean(DerivedKeys.class);
            assertThat(context.getBean(Keyset.class).generatedNow()).isTrue();
            assertThat(data.resolve("keys/keyset.json")).exists();
        });
    }

    @Test
    void takesAnEmptySettingForNone() {
        vault().withPropertyValues("greenroom.privacy.keyset=").run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(data.resolve("keys/keyset.json")).exists();
        });
    }

    @Test
    void readsTheConfiguredFile() {
        var keyset = Keyset.generate();
        KeysetFile.writeNew(keyset, data.resolve("secret.json"));

        vault().withPropertyValues("greenroom.privacy.keyset=" + data.resolve("secret.json"))
                .run(context ->
                        assertThat(context.getBean(Keyset.class).fingerprint()).isEqualTo(keyset.fingerprint()));
    }

    @Test
    void aStartWithoutTheConfiguredFileEndsInASentenceAndNoStackTrace(CapturedOutput output) {
        var application = new SpringApplicationBuilder(Vault.class).web(WebApplicationType.NONE);
        try {
            application.run("--greenroom.privacy.keyset=" + data.resolve("gone.json"));
        } catch (RuntimeException stopped) {
            assertThat(stopped).hasRootCauseInstanceOf(KeysetProblem.class);
        }

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "gone.json is not there", "Put it back from your backup")
                .doesNotContain("\tat ");
    }

    private ApplicationContextRunner vault() {
        return new ApplicationContextRunner()
                .withUserConfiguration(Vault.class)
                .withPropertyValues("greenroom.data-dir=" + data);
    }
}
