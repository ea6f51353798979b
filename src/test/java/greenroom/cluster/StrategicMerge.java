package greenroom.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A patch as Kubernetes merges it: objects field by field, lists by the key that their schema names. A list whose key is
 * not known here stops it.
 */
final class StrategicMerge {
    /** {@code x-kubernetes-patch-merge-key}. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "ports", "containerPort",
            "volumes", "name",
            "volumeMounts", "mountPath");

    private static final String DIRECTIVE = "$patch";

    private StrategicMerge() {}

    /** To the one object of its kind and name, which must be there. */
    static void apply(ObjectNode patch, List<ObjectNode> objects) {
        var target = objects.stream()
                .filter(object -> Fields.title(object).equals(Fields.title(patch))
                        && object.path("apiVersion").equals(patch.path("apiVersion")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing to patch as " + Fields.title(patch)));
        if (patch.has(DIRECTIVE)) {
            delete(patch, target, objects);
        } else {
            merge(patch, target);
        }
    }

    private static void delete(ObjectNode patch, ObjectNode target, List<ObjectNode> objects) {
        if (!patch.path(DIRECTIVE).asString("").equals("delete")) {
            throw new IllegalArgumentException("only $patch: delete is known here");
        }
        objects.remove(target);
    }

    private static void merge(ObjectNode patch, ObjectNode target) {
        for (var field : patch.properties()) {
            var name = field.getKey();
            var value = field.getValue();
            if (value.isNull() || name.startsWith("$")) {
                throw new IllegalArgumentException("a patch that removes " + name + " is not known here");
            }
            if (value instanceof ObjectNode inner) {
                merge(inner, Fields.child(target, name));
            } else if (value instanceof ArrayNode list && target.get(name) instanceof ArrayNode there) {
                target.set(name, merged(name, list, there));
            } else {
                target.set(name, value.deepCopy());
            }
        }
    }

    private static ArrayNode merged(String name, ArrayNode patch, ArrayNode target) {
        var key = KEYS.get(name);
        if (key == null) {
            throw new IllegalArgumentException("how a list of " + name + " merges is not known here");
        }
        var fresh = new ArrayList<JsonNode>();
        for (var element : patch) {
            if (!element.has(key)) {
                throw new IllegalArgumentException("a list of " + name + " merges by " + key + ", and one has none");
            }
            var same = target.valueStream()
                    .filter(other -> other.path(key).equals(element.path(key)))
                    .findFirst();
            same.ifPresentOrElse(
                    other -> merge((ObjectNode) element, (ObjectNode) other), () -> fresh.add(element.deepCopy()));
        }
        return patch.arrayNode().addAll(fresh).addAll(target);
    }
}
