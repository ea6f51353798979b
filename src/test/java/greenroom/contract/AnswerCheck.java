package greenroom.contract;

import greenroom.contract.Description.Part;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Compares an answer with the described one. */
final class AnswerCheck {
    private final Description description;
    private final Schemas schemas;
    private final HeaderCheck headers;

    AnswerCheck(Description description, Schemas schemas) {
        this.description = description;
        this.schemas = schemas;
        this.headers = new HeaderCheck(schemas);
    }

    List<String> complaints(Exchange exchange, Part answer) {
        return Stream.of(
                        headers.complaints(exchange.answerHeaders(), answer),
                        complaintsAboutAllow(exchange),
                        complaintsAboutBody(exchange, answer.child("content")))
                .flatMap(complaints -> complaints)
                .toList();
    }

    private Stream<String> complaintsAboutAllow(Exchange exchange) {
        if (exchange.status() != 405) {
            return Stream.empty();
        }
        var allowed = exchange.answerHeaders().getOrEmpty(HttpHeaders.ALLOW).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        return description.operationsAt(exchange.path()).stream()
                .map(operation -> operation.method().toUpperCase(Locale.ROOT))
                .filter(method -> !allowed.contains(method))
                .map(method -> "header Allow does not name " + method + ", which is described for this path");
    }

    private Stream<String> complaintsAboutBody(Exchange exchange, Part content) {
        if (content.node().isMissingNode()) {
            return exchange.received().isEmpty() ? Stream.empty() : Stream.of("no body is described, but there is one");
        }
        var type = typeOf(exchange.answerHeaders());
        var schema = type.flatMap(found -> schemaFor(found, content));
        if (type.isEmpty() || schema.isEmpty()) {
            return Stream.of("content type " + type.map(MediaType::toString).orElse("(none)")
                    + " is not described, but " + content.node().propertyNames());
        }
        if (exchange.method().equals("HEAD")) {
            return exchange.received().isEmpty() ? Stream.empty() : Stream.of("an answer to HEAD has no body");
        }
        return Stream.concat(
                complaintsAboutCharset(type.get()), complaintsAboutBody(exchange, type.get(), schema.get()));
    }

    private static Optional<MediaType> typeOf(HttpHeaders headers) {
        try {
            return Optional.ofNullable(headers.getContentType());
        } catch (InvalidMediaTypeException broken) {
            return Optional.empty();
        }
    }

    private static Optional<Part> schemaFor(MediaType type, Part content) {
        return content.children()
                .filter(described -> MediaType.parseMediaType(described.name()).equalsTypeAndSubtype(type))
                .map(described -> described.child("schema"))
                .findFirst();
    }

    /** JSON is always UTF-8; of a text that does not say so a browser would have to guess. */
    private static Stream<String> complaintsAboutCharset(MediaType type) {
        var charset = type.getCharset();
        if (charset == null) {
            return type.getType().equals("text")
                    ? Stream.of("content type " + type + " names no charset")
                    : Stream.empty();
        }
        return charset.equals(StandardCharsets.UTF_8)
                ? Stream.empty()
                : Stream.of("content type " + type + " names another charset than UTF-8");
    }

    private Stream<String> complaintsAboutBody(Exchange exchange, MediaType type, Part schema) {
        try {
            var body = plain(exchange);
            var value = Json.is(type) ? Json.read(body) : StringNode.valueOf(body.text());
            return Stream.concat(
                    schemas.complaints(schema, value).stream().map(complaint -> "body: " + complaint),
                    type.equalsTypeAndSubtype(MediaType.APPLICATION_PROBLEM_JSON)
                            ? complaintsAboutProblem(exchange, value)
                            : Stream.empty());
        } catch (JacksonException broken) {
            return Stream.of("body is no JSON: " + broken.getOriginalMessage());
        } catch (CharacterCodingException broken) {
            return Stream.of("body is no UTF-8");
        } catch (UncheckedIOException broken) {
            return Stream.of(broken.getMessage());
        }
    }

    private static Body plain(Exchange exchange) {
        var gzip = "gzip".equals(exchange.answerHeaders().getFirst(HttpHeaders.CONTENT_ENCODING));
        return gzip ? exchange.received().unzipped() : exchange.received();
    }

    /** What no schema can say, because it compares with the exchange. */
    private static Stream<String> complaintsAboutProblem(Exchange exchange, JsonNode problem) {
        var status = problem.path("status").asInt(0);
        var instance = problem.path("instance").asString("");
        return Stream.of(
                        status == exchange.status() ? "" : "body: /status is " + status,
                        instance.equals(exchange.path()) ? "" : "body: /instance is '" + instance + "'")
                .filter(complaint -> !complaint.isEmpty());
    }
}
