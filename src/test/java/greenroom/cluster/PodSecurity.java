package greenroom.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The level "restricted" of Kubernetes' Pod Security Standards, and what we add: nothing writable, no token. */
final class PodSecurity {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final Set<String> SECCOMP = Set.of("RuntimeDefault", "Localhost");

    private final List<String> complaints = new ArrayList<>();

    private PodSecurity() {}

    /** What is wrong with the pods of that workload, a sentence for each; nothing when it makes no pods. */
    static List<String> complaints(JsonNode object) {
        var security = new PodSecurity();
        if (!Pods.spec(object).isMissingNode()) {
            security.pod(Pods.spec(object));
            Pods.containers(object).forEach(security::container);
        }
        return security.complaints;
    }

    private void pod(JsonNode pod) {
        for (var host : List.of("hostNetwork", "hostPID", "hostIPC")) {
            expect(!pod.path(host).asBoolean(false), "it shares the node's " + host);
        }
        var context = pod.path("securityContext");
        expect(context.path("runAsNonRoot").asBoolean(false), "it may run as root");
        expect(context.path("runAsUser").asInt(0) > 0, "its user is root or unknown");
        expect(SECCOMP.contains(context.path("seccompProfile").path("type").asString("")), "it has no seccomp profile");
        expect(context.path("sysctls").isEmpty(), "it sets sysctls");
        expect(!pod.path("automountServiceAccountToken").asBoolean(true), "it gets a token");
        pod.path("volumes")
                .valueStream()
                .flatMap(volume -> volume.propertyNames().stream())
                .filter(field -> !field.equals("name"))
                .forEach(kind -> expect(VOLUMES.contains(kind), "it has a volume of kind " + kind));
    }

    private void container(JsonNode container) {
        var context = container.path("securityContext");
        expect(!context.path("privileged").asBoolean(false), "a container is privileged");
        expect(!context.path("allowPrivilegeEscalation").asBoolean(true), "a container may gain privileges");
        expect(context.path("readOnlyRootFilesystem").asBoolean(false), "a container may write where it likes");
        expect(!context.has("runAsUser"), "a container has a user of its own");
        expect(
                context.path("capabilities")
                        .path("drop")
                        .valueStream()
                        .anyMatch(name -> name.asString("").equals("ALL")),
                "a container keeps capabilities");
        expect(!context.path("capabilities").has("add"), "a container gets capabilities");
        expect(
                container.path("ports").valueStream().noneMatch(port -> port.has("hostPort")),
                "a container has a port of the node");
    }

    private void expect(boolean right, String otherwise) {
        if (!right) {
            complaints.add(otherwise);
        }
    }
}
