package greenroom.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What {@code kubectl apply -k} would send is what Kubernetes takes, and a manifest that it would refuse is noticed. */
class ManifestTests {
    private static final Path K8S = Path.of("k8s");
    private static final Path PRODUCTION = K8S.resolve("overlays/production");

    /** Operators' own kinds, whose schemas are not Kubernetes'. */
    private static final Set<String> WITHOUT_SCHEMA =
            Set.of("Cluster/greenroom-database", "PodMonitor/greenroom", "PrometheusRule/greenroom");

    private final KubernetesSchemas schemas = new KubernetesSchemas();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlays/single",
                "overlays/production",
                "overlays/observability",
                "examples/database",
                "examples/valkey"
            })
    void everyObjectIsAsItsSchemaSays(String folder) {
        var objects = Kustomization.render(K8S.resolve(folder)).stream()
                .filter(object -> !WITHOUT_SCHEMA.contains(Fields.title(object)))
                .toList();

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object -> assertThat(schemas.complaints(object)).isEmpty());
    }

    @Test
    void aMisspeltFieldIsCaught() {
        assertThat(broken(deployment -> container(deployment).putObject("livenesProbe")))
                .anyMatch(complaint -> complaint.contains("livenesProbe"));
    }

    @Test
    void aValueOfTheWrongTypeIsCaught() {
        assertThat(broken(deployment -> Fields.child(deployment, "spec").put("replicas", "three")))
                .anyMatch(complaint -> complaint.contains("/spec/replicas"));
    }

    @Test
    void aMissingFieldIsCaught() {
        assertThat(broken(deployment -> Fields.child(deployment, "spec").remove("selector")))
                .anyMatch(complaint -> complaint.contains("selector"));
    }

    @Test
    void aFieldAtTheWrongDepthIsCaught() {
        assertThat(broken(deployment -> Fields.child(deployment, "spec").putArray("containers")))
                .anyMatch(complaint -> complaint.contains("containers"));
    }

    @Test
    void aVersionThatIsGoneIsCaught() {
        assertThat(broken(deployment -> deployment.put("apiVersion", "extensions/v1beta1")))
                .containsExactly("there is no schema of extensions/v1beta1 Deployment");
    }

    private List<String> broken(Consumer<ObjectNode> mistake) {
        var deployment = Kustomization.render(PRODUCTION).stream()
                .filter(object -> Fields.title(object).equals("Deployment/greenroom"))
                .findFirst()
                .orElseThrow();
        assertThat(schemas.complaints(deployment)).isEmpty();
        mistake.accept(deployment);
        return schemas.complaints(deployment);
    }

    private static ObjectNode container(ObjectNode workload) {
        return Pods.containers(workload).findFirst().orElseThrow();
    }

    @Test
    void aKustomizationThatIsNotFullyUnderstoodIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: []\nnamePrefix: our-\n");

        assertThatThrownBy(() -> Kustomization.render(folder)).hasMessageContaining("namePrefix");
    }

    @Test
    void aPatchWithoutItsObjectIsRefused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "patches:\n  - path: patch.yaml\n");
        Files.writeString(folder.resolve("patch.yaml"), "kind: Service\nmetadata:\n  name: other\n");

        assertThatThrownBy(() -> Kustomization.render(folder)).hasMessageContaining("Service/other");
    }

    /** Wherever there is a kubectl; it brings the real kustomize. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "overlays/single",
                "overlays/production",
                "overlays/observability",
                "examples/database",
                "examples/valkey"
            })
    void rendersAsKubectlDoes(String folder, @TempDir Path scratch) throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "kubectl"))));
        var rendered = scratch.resolve("rendered.yaml");
        var kubectl = new ProcessBuilder(
                        "kubectl", "kustomize", K8S.resolve(folder).toString())
                .redirectOutput(rendered.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(kubectl.waitFor(60, TimeUnit.SECONDS) && kubectl.exitValue() == 0)
                .isTrue();

        assertThat(byTitle(Kustomization.render(K8S.resolve(folder))))
                .isEqualTo(byTitle(Kustomization.documents(rendered)));
    }

    private static Map<String, JsonNode> byTitle(List<ObjectNode> objects) {
        var sorted = new TreeMap<String, JsonNode>();
        objects.forEach(object -> assertThat(sorted.put(Fields.title(object), object))
                .as(Fields.title(object))
                .isNull());
        return sorted;
    }
}
