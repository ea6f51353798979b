package greenroom.contract;

import greenroom.contract.Description.Operation;
import greenroom.contract.Description.Part;
import java.net.URLDecoder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Compares a request that the service took with what the description lets it take. */
final class RequestCheck {
    private final Schemas schemas;

    RequestCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    List<String> complaints(Exchange exchange, Operation operation) {
        return Stream.concat(
                        operation.parameters().flatMap(parameter -> complaints(parameter, exchange, operation)),
                        operation.part().find("requestBody").stream()
                                .flatMap(body -> complaintsAboutBody(exchange, body)))
                .map(complaint -> complaint + "; yet the service took it")
                .toList();
    }

    private Stream<String> complaints(Part parameter, Exchange exchange, Operation operation) {
        var name = parameter.child("name").node().asString();
        var values = values(name, parameter, exchange, operation);
        if (values.isEmpty()) {
            return parameter.child("required").node().asBoolean(false)
                    ? Stream.of("parameter " + name + " is missing")
                    : Stream.empty();
        }
        var schema = parameter.child("schema");
        return schemas.complaints(schema, typed(values, schema)).stream()
                .map(complaint -> "parameter " + name + " " + values + ": " + complaint);
    }

    /** An empty parameter counts as none. */
    private static List<String> values(String name, Part parameter, Exchange exchange, Operation operation) {
        var place = parameter.child("in").node().asString();
        var values = place.equals("query")
                ? fields(exchange.target().getRawQuery()).getOrDefault(name, List.of())
                : place.equals("header")
                        ? exchange.requestHeaders().getOrEmpty(name)
                        : List.of(operation.values().getOrDefault(name, ""));
        return values.stream().filter(value -> !value.isEmpty()).toList();
    }

    private static JsonNode typed(List<String> values, Part schema) {
        var type = schema.child("type").node().asString("");
        if (type.equals("array")) {
            var array = JsonNodeFactory.instance.arrayNode();
            values.forEach(array::add);
            return array;
        }
        var value = values.get(0);
        return type.equals("integer") && value.matches("-?\\d{1,9}")
                ? IntNode.valueOf(Integer.parseInt(value))
                : StringNode.valueOf(value);
    }

    private Stream<String> complaintsAboutBody(Exchange exchange, Part described) {
        if (exchange.sent().isEmpty()) {
            return described.child("required").node().asBoolean(false)
                    ? Stream.of("the body is missing")
                    : Stream.empty();
        }
        var type = exchange.requestHeaders().getContentType();
        var media = described
                .child("content")
                .children()
                .filter(content -> MediaType.parseMediaType(content.name()).equalsTypeAndSubtype(type))
                .findFirst();
        return media.map(content -> complaintsAboutBody(exchange.sent(), content))
                .orElseGet(() -> Stream.of("content type " + type + " is not described for the request"));
    }

    private Stream<String> complaintsAboutBody(Body body, Part content) {
        try {
            var value = Json.is(MediaType.parseMediaType(content.name())) ? Json.read(body) : form(body.text());
            return schemas.complaints(content.child("schema"), value).stream()
                    .map(complaint -> "the request's body: " + complaint);
        } catch (JacksonException broken) {
            return Stream.of("the request's body is no JSON: " + broken.getOriginalMessage());
        } catch (CharacterCodingException broken) {
            return Stream.of("the request's body is no UTF-8");
        }
    }

    private static JsonNode form(String text) {
        var form = JsonNodeFactory.instance.objectNode();
        fields(text).forEach((name, values) -> form.put(name, values.get(values.size() - 1)));
        return form;
    }

    private static Map<String, List<String>> fields(@Nullable String encoded) {
        var fields = new LinkedHashMap<String, List<String>>();
        if (encoded != null && !encoded.isEmpty()) {
            for (var pair : encoded.split("&", -1)) {
                var middle = pair.indexOf('=');
                var name = middle < 0 ? pair : pair.substring(0, middle);
                var value = middle < 0 ? "" : pair.substring(middle + 1);
                fields.computeIfAbsent(decoded(name), any -> new ArrayList<>()).add(decoded(value));
            }
        }
        return fields;
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }
}
