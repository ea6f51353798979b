package greenroom.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A folder with a {@code kustomization.yaml}, rendered. It knows the part of kustomize that {@code k8s/} uses, and throws
 * {@link IllegalArgumentException} at any field beyond it, rather than leave something out.
 */
final class Kustomization {
    private static final Set<String> FIELDS =
            Set.of("apiVersion", "kind", "resources", "namespace", "labels", "patches", "configMapGenerator", "images");
    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");
    private static final YAMLMapper yaml = new YAMLMapper();

    private final Path folder;
    private final JsonNode file;

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = documents(folder.resolve("kustomization.yaml")).get(0);
        Fields.allowOnly(FIELDS, file, folder);
    }

    /** The objects as {@code kubectl apply -k} would send them, in no special order. */
    static List<ObjectNode> render(Path folder) {
        var objects = new Kustomization(folder).objects();
        GeneratedConfigMaps.nameByContent(objects);
        return objects;
    }

    /** The objects of one file of YAML. */
    static List<ObjectNode> documents(Path file) {
        try (var documents = yaml.readerFor(ObjectNode.class).<ObjectNode>readValues(Files.readString(file))) {
            return documents.readAll();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<ObjectNode> objects() {
        var objects = new ArrayList<ObjectNode>();
        entries("resources").forEach(entry -> objects.addAll(resource(entry.asString())));
        entries("configMapGenerator").forEach(entry -> GeneratedConfigMaps.generate(entry, folder, objects));
        entries("patches").forEach(entry -> patch(entry, objects));
        entries("labels").forEach(entry -> label(entry, objects));
        entries("images").forEach(entry -> tag(entry, objects));
        if (file.has("namespace")) {
            objects.forEach(object -> move(object, file.get("namespace").asString()));
        }
        return objects;
    }

    private Stream<JsonNode> entries(String field) {
        return file.path(field).valueStream();
    }

    private List<ObjectNode> resource(String name) {
        var path = folder.resolve(name).normalize();
        return Files.isDirectory(path) ? new Kustomization(path).objects() : documents(path);
    }

    private void patch(JsonNode entry, List<ObjectNode> objects) {
        Fields.allowOnly(Set.of("path"), entry, folder);
        documents(folder.resolve(entry.get("path").asString())).forEach(patch -> StrategicMerge.apply(patch, objects));
    }

    private void label(JsonNode entry, List<ObjectNode> objects) {
        Fields.allowOnly(Set.of("pairs"), entry, folder);
        objects.forEach(object -> entry.get("pairs")
                .properties()
                .forEach(pair ->
                        Fields.child(Fields.child(object, "metadata"), "labels").set(pair.getKey(), pair.getValue())));
    }

    private void tag(JsonNode entry, List<ObjectNode> objects) {
        Fields.allowOnly(Set.of("name", "newTag"), entry, folder);
        var name = entry.get("name").asString();
        var tagged = JsonNodeFactory.instance.stringNode(
                name + ":" + entry.get("newTag").asString());
        objects.stream()
                .flatMap(Pods::containers)
                .filter(container -> container.path("image").asString("").equals(name))
                .forEach(container -> container.set("image", tagged));
    }

    private static void move(ObjectNode object, String namespace) {
        var metadata = Fields.child(object, "metadata");
        if (WITHOUT_NAMESPACE.contains(object.path("kind").asString(""))) {
            metadata.put("name", namespace);
        } else {
            metadata.put("namespace", namespace);
        }
    }
}
