package greenroom.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** ConfigMaps out of literals, whose names end in a digest of their content, so that a change of it restarts the pods. */
final class GeneratedConfigMaps {
    private static final String MARK = "generated";
    private static final int DIGITS = 10;
    private static final JsonMapper json = new JsonMapper();

    private GeneratedConfigMaps() {}

    /** Adds one, or merges into the one that a base generated; files are of that folder. */
    static void generate(JsonNode entry, Path folder, List<ObjectNode> objects) {
        Fields.allowOnly(
                Set.of("name", "behavior", "literals", "files", "options"), entry, Path.of("configMapGenerator"));
        var map = entry.path("behavior").asString("create").equals("merge")
                ? known(entry.get("name").asString(), objects)
                : added(entry.get("name").asString(), objects);
        entry.path("literals").valueStream().map(JsonNode::asString).forEach(literal -> {
            var cut = literal.indexOf('=');
            Fields.child(map, "data").put(literal.substring(0, cut), literal.substring(cut + 1));
        });
        entry.path("files")
                .valueStream()
                .map(JsonNode::asString)
                .forEach(file -> Fields.child(map, "data").put(file, content(folder.resolve(file))));
        if (entry.has("options")) {
            use(entry.get("options"), map);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A name that may not change is final already. */
    private static void use(JsonNode options, ObjectNode map) {
        Fields.allowOnly(Set.of("disableNameSuffixHash", "labels"), options, Path.of("options"));
        options.path("labels")
                .properties()
                .forEach(label ->
                        Fields.child(Fields.child(map, "metadata"), "labels").set(label.getKey(), label.getValue()));
        if (options.path("disableNameSuffixHash").asBoolean(false)) {
            map.remove(MARK);
        }
    }

    private static ObjectNode known(String name, List<ObjectNode> objects) {
        return objects.stream()
                .filter(object -> object.has(MARK) && Fields.title(object).equals("ConfigMap/" + name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no ConfigMap " + name + " to merge into"));
    }

    private static ObjectNode added(String name, List<ObjectNode> objects) {
        var map = JsonNodeFactory.instance.objectNode();
        map.put("apiVersion", "v1").put("kind", "ConfigMap").put(MARK, true);
        map.putObject("metadata").put("name", name);
        objects.add(map);
        return map;
    }

    /** At the end, when the content is whole: gives them their names, also where pods take their environment from them. */
    static void nameByContent(List<ObjectNode> objects) {
        var renamed = new TreeMap<String, String>();
        for (var object : objects) {
            if (object.remove(MARK) != null) {
                var name = object.path("metadata").path("name").asString();
                renamed.put(name, name + "-" + digest(object.path("data")));
                Fields.child(object, "metadata").put("name", renamed.get(name));
            }
        }
        objects.stream().flatMap(Pods::containers).forEach(container -> rename(container, renamed));
    }

    private static void rename(ObjectNode container, Map<String, String> renamed) {
        container
                .path("envFrom")
                .valueStream()
                .map(source -> source.path("configMapRef"))
                .forEach(reference -> {
                    if (reference instanceof ObjectNode map) {
                        var name = map.path("name").asString("");
                        map.put("name", renamed.getOrDefault(name, name));
                    }
                });
    }

    /** As kustomize makes it (api/hasher): of the JSON with sorted keys and no name, in digits that spell no word. */
    private static String digest(JsonNode data) {
        var sorted = new TreeMap<String, String>();
        data.properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asString()));
        var content = new TreeMap<String, Object>(Map.of("data", sorted, "kind", "ConfigMap", "name", ""));
        var hex = sha256(json.writeValueAsString(content)).substring(0, DIGITS);
        return hex.replace('0', 'g')
                .replace('1', 'h')
                .replace('3', 'k')
                .replace('a', 'm')
                .replace('e', 't');
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
