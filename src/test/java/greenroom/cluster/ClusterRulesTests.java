package greenroom.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What no schema says of the manifests: that their parts fit each other and the service. */
class ClusterRulesTests {
    private static final Path K8S = Path.of("k8s");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** {@code greenroom.LastResort}: it ends the process that long after SIGTERM. */
    private static final int SERVICE_ENDS_WITHIN = 18;

    private static List<ObjectNode> overlay(String name) {
        return Kustomization.render(K8S.resolve("overlays").resolve(name));
    }

    private static Stream<ObjectNode> ofKind(List<ObjectNode> objects, String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asString("").equals(kind));
    }

    private static ObjectNode workload(List<ObjectNode> objects) {
        var workloads = objects.stream()
                .filter(object -> !Pods.spec(object).isMissingNode())
                .toList();
        assertThat(workloads).hasSize(1);
        return workloads.get(0);
    }

    private static JsonNode container(List<ObjectNode> objects) {
        var containers = Pods.containers(workload(objects)).toList();
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    private static JsonNode environment(List<ObjectNode> objects) {
        var name = container(objects).at("/envFrom/0/configMapRef/name").asString();
        return ofKind(objects, "ConfigMap")
                .filter(map -> Fields.title(map).equals("ConfigMap/" + name))
                .findFirst()
                .orElseThrow()
                .path("data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "observability"})
    void podsAreRestricted(String overlay) {
        assertThat(PodSecurity.complaints(workload(overlay(overlay)))).isEmpty();
        assertThat(ofKind(overlay(overlay), "Namespace"))
                .allMatch(namespace -> namespace
                        .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                        .asString("")
                        .equals("restricted"))
                .hasSize(1);
    }

    @Test
    void aPodThatIsNotRestrictedIsCaught() {
        var deployment = workload(overlay("production"));
        var container = Pods.containers(deployment).findFirst().orElseThrow();
        Fields.child(container, "securityContext").remove("capabilities");
        ((ObjectNode) Pods.spec(deployment)).putArray("volumes").addObject().putObject("hostPath");

        assertThat(PodSecurity.complaints(deployment))
                .containsExactlyInAnyOrder("a container keeps capabilities", "it has a volume of kind hostPath");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production"})
    void probesAskThePublicPort(String overlay) {
        var objects = overlay(overlay);
        var container = container(objects);

        assertThat(container.at("/startupProbe/httpGet/path").asString()).isEqualTo("/livez");
        assertThat(container.at("/livenessProbe/httpGet/path").asString()).isEqualTo("/livez");
        assertThat(container.at("/readinessProbe/httpGet/path").asString()).isEqualTo("/readyz");
        for (var probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(container.path(probe).at("/httpGet/port").asString()).isEqualTo("http");
        }
        assertThat(container.path("ports")).hasSize(1);
        assertThat(container.at("/ports/0/name").asString()).isEqualTo("http");
        assertThat(container.at("/ports/0/containerPort").asString())
                .isEqualTo(environment(objects).path("SERVER_PORT").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "observability"})
    void theGraceIsLongerThanTheServiceTakes(String overlay) {
        var objects = overlay(overlay);
        var warned = container(objects).at("/lifecycle/preStop/sleep/seconds").asInt();

        assertThat(warned).isPositive();
        assertThat(Pods.spec(workload(objects))
                        .path("terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThan(warned + SERVICE_ENDS_WITHIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "observability"})
    void everySelectorFindsThePods(String overlay) {
        var objects = overlay(overlay);
        var labels = workload(objects).at("/spec/template/metadata/labels");

        var selectors = Stream.of(
                        ofKind(objects, "Service").map(service -> service.at("/spec/selector")),
                        ofKind(objects, "PodDisruptionBudget").map(budget -> budget.at("/spec/selector/matchLabels")),
                        ofKind(objects, "NetworkPolicy")
                                .filter(policy -> policy.at("/spec/podSelector").has("matchLabels"))
                                .map(policy -> policy.at("/spec/podSelector/matchLabels")),
                        Stream.of(workload(objects).at("/spec/selector/matchLabels")))
                .flatMap(all -> all);

        assertThat(selectors)
                .isNotEmpty()
                .allMatch(selector -> !selector.isEmpty()
                        && selector.properties().stream()
                                .allMatch(label -> label.getValue().equals(labels.path(label.getKey()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "observability"})
    void whatNoPolicyNamesIsDenied(String overlay) {
        assertThat(ofKind(overlay(overlay), "NetworkPolicy")).anySatisfy(policy -> {
            assertThat(policy.at("/spec/podSelector").isEmpty()).isTrue();
            assertThat(policy.at("/spec/policyTypes").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrder("Ingress", "Egress");
            assertThat(policy.path("spec").has("ingress") || policy.path("spec").has("egress"))
                    .isFalse();
        });
    }

    @Test
    void prometheusReadsThePortThatActuatorHas() {
        var objects = overlay("observability");
        var endpoint = ofKind(objects, "PodMonitor").findFirst().orElseThrow().at("/spec/podMetricsEndpoints/0");
        var port = container(objects)
                .path("ports")
                .valueStream()
                .filter(candidate -> candidate.path("name").equals(endpoint.path("port")))
                .findFirst()
                .orElseThrow();

        assertThat(endpoint.path("path").asString()).isEqualTo("/actuator/prometheus");
        assertThat(port.path("containerPort").asString())
                .isEqualTo(environment(objects).path("MANAGEMENT_SERVER_PORT").asString());
        assertThat(ofKind(objects, "NetworkPolicy")
                        .flatMap(policy -> policy.at("/spec/ingress").valueStream())
                        .filter(rule -> rule.at("/ports/0/port").equals(endpoint.path("port"))))
                .hasSize(1)
                .allMatch(rule -> rule.at("/from/0").has("namespaceSelector")
                        && rule.at("/from/0").has("podSelector"));
    }

    @Test
    void theIngressLeadsToServicesThatAreThere() {
        var objects = overlay("production");
        var services = ofKind(objects, "Service").map(Fields::title).toList();
        var paths = ofKind(objects, "Ingress")
                .flatMap(ingress -> ingress.at("/spec/rules").valueStream())
                .flatMap(rule -> rule.at("/http/paths").valueStream());

        assertThat(paths).isNotEmpty().allSatisfy(path -> {
            assertThat(services)
                    .contains("Service/" + path.at("/backend/service/name").asString());
            assertThat(path.at("/backend/service/port/name").asString()).isEqualTo("http");
        });
    }

    @Test
    void anyReplicaAnswersAnyRequest() {
        var objects = overlay("production");

        assertThat(ofKind(objects, "Ingress")
                        .flatMap(ingress ->
                                ingress.at("/spec/rules/0/http/paths").valueStream())
                        .map(path -> path.at("/backend/service/name").asString())
                        .distinct())
                .containsExactly("greenroom");
        assertThat(objects).noneMatch(object -> object.toString().contains("sticky"));
        assertThat(environment(objects).path("GREENROOM_RATE_LIMIT_STORE").asString())
                .isEqualTo("redis");
    }

    @Test
    void onlyTheAutoscalerCountsReplicas() {
        var objects = overlay("production");

        assertThat(workload(objects).path("spec").has("replicas")).isFalse();
        assertThat(ofKind(objects, "HorizontalPodAutoscaler")).hasSize(1).allSatisfy(scaler -> {
            assertThat(scaler.at("/spec/scaleTargetRef/kind").asString() + "/"
                            + scaler.at("/spec/scaleTargetRef/name").asString())
                    .isEqualTo(Fields.title(workload(objects)));
            assertThat(scaler.at("/spec/minReplicas").asInt()).isEqualTo(3);
        });
    }

    @Test
    void theExampleDatabaseIsTheOneThatProductionUses() {
        var cluster = ofKind(Kustomization.render(K8S.resolve("examples/database")), "Cluster")
                .findFirst()
                .orElseThrow();
        var production = overlay("production");
        var name = cluster.at("/metadata/name").asString();
        var secrets = container(production).path("env").findValuesAsString("name");

        assertThat(environment(production).path("SPRING_R2DBC_URL").asString())
                .contains("//" + name + "-rw/"
                        + cluster.at("/spec/bootstrap/initdb/database").asString() + "?");
        assertThat(secrets)
                .contains(
                        cluster.at("/spec/bootstrap/initdb/secret/name").asString(),
                        cluster.at("/spec/managed/roles/0/passwordSecret/name").asString());
    }

    @Test
    void theExampleValkeyIsTheOneThatProductionUses() {
        var valkey = Kustomization.render(K8S.resolve("examples/valkey"));
        var service = ofKind(valkey, "Service").findFirst().orElseThrow();
        var production = overlay("production");
        var labels = workload(valkey).at("/spec/template/metadata/labels");

        assertThat(environment(production).path("SPRING_DATA_REDIS_HOST")).isEqualTo(service.at("/metadata/name"));
        assertThat(environment(production).path("SPRING_DATA_REDIS_PORT").asString())
                .isEqualTo(service.at("/spec/ports/0/port").asString());
        assertThat(container(production).path("env").findValuesAsString("name"))
                .contains(workload(valkey)
                        .at("/spec/template/spec/volumes/0/secret/secretName")
                        .asString());
        assertThat(PodSecurity.complaints(workload(valkey))).isEmpty();
        assertThat(ofKind(production, "NetworkPolicy")
                        .flatMap(policy -> policy.at("/spec/egress").valueStream())
                        .filter(rule -> rule.at("/to/0/podSelector/matchLabels/app.kubernetes.io~1name")
                                .equals(labels.path("app.kubernetes.io/name"))))
                .singleElement()
                .satisfies(rule -> assertThat(rule.at("/ports/0/port")).isEqualTo(service.at("/spec/ports/0/port")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "production", "observability"})
    void everySettingIsOneThatTheServiceHas(String overlay) throws IOException {
        var objects = overlay(overlay);
        var used = new TreeSet<>(environment(objects).propertyNames());
        container(objects)
                .path("env")
                .forEach(variable -> used.add(variable.path("name").asString()));

        assertThat(used).isSubsetOf(variablesOfTheReadme());
    }

    /** Its table names {@code `a.b.first`, `.second`} for the properties a.b.first and a.b.second. */
    private static Set<String> variablesOfTheReadme() throws IOException {
        var variables = new TreeSet<String>();
        for (var line : Files.readAllLines(Path.of("README.md"))) {
            if (line.startsWith("| `")) {
                var names = CODE.matcher(line.split("\\|", -1)[1]);
                var parent = "";
                while (names.find()) {
                    var name = names.group(1).startsWith(".") ? parent + names.group(1) : names.group(1);
                    parent = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
                    variables.add(name.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT));
                }
            }
        }
        return variables;
    }
}
