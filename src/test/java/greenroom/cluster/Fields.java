package greenroom.cluster;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Small questions to a tree of YAML. */
final class Fields {
    private Fields() {}

    static void allowOnly(Set<String> known, JsonNode node, Path where) {
        var unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    where + " has " + unknown + ", which this reader of kustomizations does not know");
        }
    }

    /** The object in that field, made where it is missing. */
    static ObjectNode child(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }

    /** Its kind and name, such as {@code Service/greenroom}. */
    static String title(JsonNode object) {
        return object.path("kind").asString("") + "/"
                + object.path("metadata").path("name").asString("");
    }
}
