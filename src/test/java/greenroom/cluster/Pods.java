package greenroom.cluster;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a workload says of its pods. */
final class Pods {
    private Pods() {}

    /** The pods' spec; missing where the object makes none. */
    static JsonNode spec(JsonNode object) {
        return object.path("spec").path("template").path("spec");
    }

    static Stream<ObjectNode> containers(JsonNode object) {
        return Stream.of("containers", "initContainers")
                .flatMap(field -> spec(object).path(field).valueStream())
                .map(ObjectNode.class::cast);
    }
}
