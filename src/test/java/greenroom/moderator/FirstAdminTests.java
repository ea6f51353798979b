package greenroom.moderator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenroom.Greenroom;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class FirstAdminTests {
    private static final Pattern LINE = Pattern.compile("Greenroom admin password: (\\S+)$", Pattern.MULTILINE);

    @TempDir
    Path data;

    @Test
    void getsAPasswordThatIsShownAtTheFirstStartOnly(CapturedOutput log) {
        try (var service = start("--greenroom.bootstrap.admin.username=Chief")) {
            var password = LINE.matcher(log)
                    .results()
                    .map(found -> found.group(1))
                    .findFirst()
                    .orElseThrow();
            assertThat(password).hasSize(20);
            assertThat(signIn(service, password)).isEqualTo(200);
        }
        try (var service = start("--greenroom.bootstrap.admin.password=another one, too late")) {
            assertThat(signIn(service, "another one, too late")).isEqualTo(401);
        }
        assertThat(LINE.matcher(log).results().map(MatchResult::group)).hasSize(1);
        assertThat(log).doesNotContain("another one, too late").doesNotContain("Using generated security password");
    }

    private ReactiveWebServerApplicationContext start(String argument) {
        return (ReactiveWebServerApplicationContext) new SpringApplicationBuilder(Greenroom.class, TestBeans.class)
                .run("--server.port=0", "--management.server.port=0", "--greenroom.data-dir=" + data, argument);
    }

    private static int signIn(ReactiveWebServerApplicationContext service, String password) {
        var port = Objects.requireNonNull(service.getWebServer()).getPort();
        return Browser.at(port).triesToSignIn("chief", password).status();
    }

    @Test
    void isRefusedUnderANameThatNobodyCouldTypeAndWithAPasswordThatIsTooLong() {
        assertThatThrownBy(() -> new FirstAdminSettings("no such name", null))
                .hasMessageContaining("greenroom.bootstrap.admin.username");
        assertThatThrownBy(() -> new FirstAdminSettings("chief", "x".repeat(513)))
                .hasMessageContaining("greenroom.bootstrap.admin.password");
    }

    @Test
    void doesNotPrintItsPassword() {
        assertThat(new FirstAdminSettings("chief", "hidden").toString()).doesNotContain("hidden");
    }
}
