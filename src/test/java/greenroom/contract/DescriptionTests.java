package greenroom.contract;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.contract.Description.Operation;
import greenroom.contract.Description.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code openapi.yaml} itself. */
class DescriptionTests {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

    private final Description description = Description.load();
    private final Schemas schemas = new Schemas();

    @Test
    void isOpenApi31() {
        assertThat(description.root().child("openapi").node().asString()).startsWith("3.1.");
        assertThat(description.operations()).isNotEmpty();
    }

    @Test
    void refersOnlyToWhatIsThere() {
        var root = description.root().node();
        assertThat(references(root))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(root.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @Test
    void keepsNothingThatNobodyRefersTo() {
        var used = new HashSet<>(references(description.root().node()));
        assertThat(Stream.of("parameters", "headers", "responses", "schemas")
                        .flatMap(kind ->
                                description.root().child("components").child(kind).node().propertyNames().stream()
                                        .map(name -> "#/components/" + kind + "/" + name)))
                .isSubsetOf(used);
    }

    @Test
    void namesEveryOperationOnceAndTagsIt() {
        var tags = description
                .root()
                .child("tags")
                .children()
                .map(tag -> tag.child("name").node().asString())
                .toList();
        assertThat(description.operations().map(operation -> text(operation, "operationId")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
        assertThat(description.operations()).allSatisfy(operation -> {
            assertThat(text(operation, "summary"))
                    .as(operation.part().pointer())
                    .isNotEmpty();
            assertThat(operation
                            .part()
                            .child("tags")
                            .children()
                            .map(tag -> tag.node().asString()))
                    .as(operation.part().pointer())
                    .isNotEmpty()
                    .isSubsetOf(tags);
        });
    }

    @Test
    void tellsHowEveryOperationSucceedsAndFails() {
        assertThat(description.operations()).allSatisfy(operation -> {
            var statuses = operation.part().child("responses").node().propertyNames();
            assertThat(statuses)
                    .as(operation.part().pointer())
                    .anyMatch(status -> status.startsWith("2") || status.equals("302"));
            assertThat(statuses).as(operation.part().pointer()).anyMatch(status -> status.startsWith("4"));
        });
    }

    @Test
    void describesEveryErrorAsAProblemOfThatStatus() {
        description
                .operations()
                .filter(operation -> !isHealth(operation))
                .forEach(operation -> operation.part().child("responses").node().propertyNames().stream()
                        .filter(status -> Integer.parseInt(status) >= 400)
                        .forEach(status -> isAProblem(operation, Integer.parseInt(status))));
    }

    @Test
    void describesEveryParameterOfAPath() {
        assertThat(description.operations()).allSatisfy(operation -> {
            var named = PARAMETER.matcher(operation.path().name()).results().map(match -> match.group(1));
            var described = operation
                    .parameters()
                    .filter(parameter -> text(parameter, "in").equals("path"))
                    .map(parameter -> text(parameter, "name"));
            assertThat(described).as(operation.path().name()).containsExactlyElementsOf(named.toList());
        });
    }

    @Test
    void wantsTheCsrfHeaderForEveryChangeBySession() {
        assertThat(description.operations().filter(operation -> CHANGING.contains(operation.method())))
                .allSatisfy(operation -> assertThat(
                                operation.part().child("security").children())
                        .as(operation.part().pointer())
                        .isNotEmpty()
                        .allSatisfy(way -> assertThat(
                                        way.node().has("session") && !way.node().has("csrf"))
                                .isFalse()));
    }

    @Test
    void putsTheCommonHeadersOnEveryAnswer() {
        assertThat(answers())
                .allSatisfy(answer -> assertThat(answer.child("headers").node().propertyNames())
                        .as(answer.pointer())
                        .contains("X-Request-Id", "X-Content-Type-Options", "Date"));
    }

    @Test
    void letsNoAnswerHaveFieldsThatAreNotDescribed() {
        var open = new TreeSet<String>();
        answers()
                .flatMap(answer -> answer.child("content").children())
                .forEach(media -> collectOpen(media.child("schema"), false, false, new HashSet<>(), open));
        assertThat(open).isEmpty();
    }

    @Test
    void letsEveryRequestHaveFieldsThatAreNotDescribed() {
        assertThat(description
                        .operations()
                        .flatMap(operation -> operation
                                .part()
                                .child("requestBody")
                                .child("content")
                                .children()))
                .isNotEmpty()
                .allSatisfy(media -> assertThat(media.child("schema").node().has("additionalProperties"))
                        .as(media.pointer())
                        .isFalse());
    }

    @Test
    void hasSchemasThatCanBeUsed() {
        var value = description.root().child("info").node();
        Stream.concat(
                        description.root().child("components").child("schemas").children(),
                        description
                                .root()
                                .child("components")
                                .child("headers")
                                .children()
                                .map(header -> header.child("schema")))
                .forEach(schema -> assertThat(schemas.complaints(schema, value))
                        .as(schema.pointer())
                        .isNotNull());
    }

    @Test
    void givesExamplesThatAreTrue() {
        var examples = description
                .operations()
                .flatMap(operation -> Stream.concat(
                        operation.part().child("requestBody").child("content").children(),
                        operation
                                .part()
                                .child("responses")
                                .children()
                                .flatMap(answer -> answer.child("content").children())))
                .filter(media -> media.node().has("example"));
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(media -> assertThat(schemas.complaints(
                                media.child("schema"), media.node().path("example")))
                        .as(media.pointer())
                        .isEmpty());
    }

    private Stream<Part> answers() {
        return Stream.concat(
                description
                        .operations()
                        .flatMap(
                                operation -> operation.part().child("responses").children()),
                description.root().child("x-undescribed").children());
    }

    private static boolean isHealth(Operation operation) {
        return operation.part().child("tags").node().toString().contains("Health");
    }

    private void isAProblem(Operation operation, int status) {
        var schema = operation
                .answer(status)
                .orElseThrow()
                .child("content")
                .child("application/problem+json")
                .child("schema");
        var problem = JsonNodeFactory.instance.objectNode();
        assertThat(schemas.complaints(schema, problem.put("status", status)))
                .as("%s %d", operation.part(), status)
                .isNotEmpty()
                .noneMatch(complaint -> complaint.startsWith("/status"));
        assertThat(schemas.complaints(schema, problem.put("status", 499)))
                .as("%s %d", operation.part(), status)
                .anyMatch(complaint -> complaint.startsWith("/status"));
    }

    /**
     * An object is closed by itself, or by one that refers to it and allows nothing else. What stands beside a reference
     * narrows the object that is referred to, and cannot open it.
     */
    private void collectOpen(
            Part schema, boolean closed, boolean narrowing, Set<String> seen, Collection<String> open) {
        var node = schema.node();
        var own = node.has("additionalProperties") || node.has("unevaluatedProperties");
        var refers = node.has("$ref");
        if (!seen.add(schema.pointer() + closed + narrowing)) {
            return;
        }
        if (node.has("properties") && !closed && !own && !narrowing && !refers) {
            open.add(schema.pointer());
        }
        if (refers) {
            collectOpen(target(node), closed || own, false, seen, open);
        }
        applied(schema).forEach(part -> collectOpen(part, closed || own, narrowing, seen, open));
        Stream.concat(schema.child("properties").children(), schema.find("items").stream())
                .forEach(part -> collectOpen(part, false, narrowing || (refers && !own), seen, open));
    }

    private static Stream<Part> applied(Part schema) {
        return Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(word -> schema.child(word).children());
    }

    private Part target(JsonNode node) {
        var place = description.root();
        for (var step : node.path("$ref").asString().substring(2).split("/", -1)) {
            place = place.child(step);
        }
        return place;
    }

    private static List<String> references(JsonNode node) {
        var found = new ArrayList<String>();
        if (node.isObject() && node.path("$ref").isString()) {
            found.add(node.path("$ref").asString());
        }
        node.forEach(child -> found.addAll(references(child)));
        return found;
    }

    private static String text(Operation operation, String name) {
        return text(operation.part(), name);
    }

    private static String text(Part part, String name) {
        return part.child(name).node().asString("");
    }
}
