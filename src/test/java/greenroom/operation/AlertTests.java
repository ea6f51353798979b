package greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class AlertTests {
    private static final Path NOTHING = Path.of("/dev/null");

    @TempDir
    Path folder;

    private static String name(JsonNode alert) {
        return alert.path("alert").asString();
    }

    @Test
    void areRulesThatPrometheusTakes() throws IOException, InterruptedException {
        var rules = rules();

        assertThat(Promtool.findsNoFault(NOTHING.toFile(), "check", "rules", rules.toString()))
                .isEmpty();
    }

    @Test
    void goOffWhenTheyMustAndOnlyThen() throws IOException, InterruptedException {
        rules();
        var tests = Files.copy(Observability.FOLDER.resolve("alerts-test.yaml"), folder.resolve("alerts-test.yaml"));

        assertThat(Promtool.findsNoFault(NOTHING.toFile(), "test", "rules", tests.toString()))
                .isEmpty();
    }

    private Path rules() throws IOException {
        return Files.writeString(
                folder.resolve("alerts.yaml"), new YAMLMapper().writeValueAsString(Observability.rules()));
    }

    @Test
    void eachSaysWhatToDo() {
        var runbook = Observability.text("runbook.md");

        assertThat(Observability.alerts()).isNotEmpty().allSatisfy(alert -> {
            assertThat(runbook).contains("\n## " + name(alert) + "\n\n");
            assertThat(alert.path("annotations").path("runbook").asString())
                    .isEqualTo("runbook.md#" + name(alert).toLowerCase(Locale.ROOT));
            assertThat(alert.path("labels").path("severity").asString()).isIn("warning", "critical");
        });
    }

    @Test
    void eachIsTried() {
        var tests = Observability.text("alerts-test.yaml");

        assertThat(Observability.alerts()).allSatisfy(alert -> {
            assertThat(tests).contains("alertname: " + name(alert) + "\n");
            assertThat(tests).contains("runbook.md#" + name(alert).toLowerCase(Locale.ROOT));
        });
    }
}
