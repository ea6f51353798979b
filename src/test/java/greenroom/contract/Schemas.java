package greenroom.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import greenroom.contract.Description.Part;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The description's schemas, in OpenAPI's dialect of JSON Schema 2020-12; {@code format} is a rule, not a remark. */
final class Schemas {
    private final SchemaRegistry registry = SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    /** What is wrong with the value, a sentence for each; nothing when it is as described. */
    List<String> complaints(Part schema, JsonNode value) {
        return schema(schema).validate(value).stream()
                .map(Schemas::sentence)
                .distinct()
                .toList();
    }

    private Schema schema(Part part) {
        return known.computeIfAbsent(
                part.pointer(), pointer -> registry.getSchema(SchemaLocation.of(Description.LOCATION + "#" + pointer)));
    }

    private static String sentence(Error error) {
        var where = error.getInstanceLocation().toString();
        return where.isEmpty() ? error.getMessage() : where + ": " + error.getMessage();
    }
}
