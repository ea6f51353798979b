package greenroom.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code openapi.yaml} as a tree, read from the classpath: the very file that the service serves. */
final class Description {
    static final String LOCATION = "classpath:openapi.yaml";
    static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options", "trace");

    private final JsonNode root;

    private Description(JsonNode root) {
        this.root = root;
    }

    static Description load() {
        try (InputStream yaml = Description.class.getResourceAsStream("/openapi.yaml")) {
            return new Description(new YAMLMapper().readTree(Objects.requireNonNull(yaml, "no openapi.yaml")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Part root() {
        return new Part("", root);
    }

    /** The operations in the order of the file. */
    Stream<Operation> operations() {
        return root().child("paths")
                .children()
                .flatMap(path -> path.children()
                        .filter(member -> METHODS.contains(member.name()))
                        .map(member -> new Operation(member.name(), path, member, Map.of())));
    }

    /** The operation that is asked for; {@code HEAD} is asked for as {@code GET} is, unless it is described by itself. */
    Optional<Operation> operation(String method, String rawPath) {
        var name = method.toLowerCase(Locale.ROOT);
        var candidates = operationsAt(rawPath);
        return candidates.stream()
                .filter(operation -> operation.method().equals(name))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(operation ->
                                name.equals("head") && operation.method().equals("get"))
                        .findFirst());
    }

    List<Operation> operationsAt(String rawPath) {
        return root().child("paths")
                .children()
                .filter(path -> new PathTemplate(path.name()).match(rawPath).isPresent())
                .min(Comparator.comparingInt(path -> new PathTemplate(path.name()).parameters()))
                .map(path -> operationsOf(path, rawPath))
                .orElse(List.of());
    }

    private List<Operation> operationsOf(Part path, String rawPath) {
        var values = new PathTemplate(path.name()).match(rawPath).orElseThrow();
        return path.children()
                .filter(member -> METHODS.contains(member.name()))
                .map(member -> new Operation(member.name(), path, member, values))
                .toList();
    }

    /** The answer with this status to what is described nowhere. */
    Optional<Part> undescribed(int status) {
        return root().child("x-undescribed").find(Integer.toString(status));
    }

    /**
     * One method of one path.
     *
     * @param values those of the path's parameters, where a request is at hand
     */
    record Operation(String method, Part path, Part part, Map<String, String> values) {
        Optional<Part> answer(int status) {
            return part.child("responses").find(Integer.toString(status));
        }

        Stream<Part> parameters() {
            return Stream.concat(
                    path.child("parameters").children(),
                    part.child("parameters").children());
        }
    }

    /** A place in the description; a reference counts as what it refers to. */
    final class Part {
        private final String pointer;
        private final JsonNode node;

        private Part(String pointer, JsonNode node) {
            this.pointer = pointer;
            this.node = node;
        }

        /** The JSON Pointer (RFC 6901) of this place. */
        String pointer() {
            return pointer;
        }

        JsonNode node() {
            return node;
        }

        String name() {
            return pointer.substring(pointer.lastIndexOf('/') + 1)
                    .replace("~1", "/")
                    .replace("~0", "~");
        }

        /** The member with this name, a missing one when there is none. */
        Part child(String name) {
            return resolved(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
        }

        Optional<Part> find(String name) {
            return node.has(name) ? Optional.of(child(name)) : Optional.empty();
        }

        /** All members, or all items. */
        Stream<Part> children() {
            return node.isArray()
                    ? Stream.iterate(0, index -> index + 1)
                            .limit(node.size())
                            .map(index -> resolved(pointer + "/" + index, node.path(index)))
                    : node.propertyNames().stream().map(this::child);
        }

        private Part resolved(String place, JsonNode found) {
            // Beside a reference a schema may say more, so its reference is left to the schema validator.
            if (!found.has("$ref") || found.size() > 1) {
                return new Part(place, found);
            }
            var target = found.path("$ref").asString().substring(1);
            var there = root.at(target);
            if (there.isMissingNode()) {
                throw new AssertionError("openapi.yaml refers to #" + target + ", which is not there");
            }
            return resolved(target, there);
        }

        @Override
        public String toString() {
            return pointer;
        }
    }
}
