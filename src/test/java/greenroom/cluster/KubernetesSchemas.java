package greenroom.cluster;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kubernetes' own schemas of its kinds; a field that they do not name is wrong. */
final class KubernetesSchemas {
    private static final String LOCATION = "classpath:kubernetes/schemas-1.35.json";
    private static final String ONE_VERSION = "/apiVersion/enum/0";
    private static final String ONE_KIND = "/kind/enum/0";

    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> {});
    private final Map<String, Schema> kinds = new TreeMap<>();

    KubernetesSchemas() {
        load().get("$defs").properties().forEach(schema -> {
            var fields = schema.getValue().path("properties");
            if (fields.at(ONE_KIND).isString()) {
                kinds.put(
                        fields.at(ONE_VERSION).asString() + " "
                                + fields.at(ONE_KIND).asString(),
                        registry.getSchema(SchemaLocation.of(LOCATION + "#/$defs/" + schema.getKey())));
            }
        });
    }

    private static JsonNode load() {
        try (InputStream schemas = KubernetesSchemas.class.getResourceAsStream("/kubernetes/schemas-1.35.json")) {
            return new JsonMapper().readTree(Objects.requireNonNull(schemas, LOCATION));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with the object, a sentence for each. */
    List<String> complaints(JsonNode object) {
        var kind = object.path("apiVersion").asString("") + " "
                + object.path("kind").asString("");
        var schema = kinds.get(kind);
        return schema == null
                ? List.of("there is no schema of " + kind)
                : schema.validate(object).stream()
                        .map(error -> sentence(object, error))
                        .toList();
    }

    private static String sentence(JsonNode object, Error error) {
        return Fields.title(object) + " " + error.getInstanceLocation() + ": " + error.getMessage();
    }
}
