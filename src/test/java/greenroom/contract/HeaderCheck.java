package greenroom.contract;

import greenroom.contract.Description.Part;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.node.StringNode;

/** Compares an answer's headers with the described ones. */
final class HeaderCheck {
    /** Headers that mean something to whoever asked, or tell too much: none comes without being described. */
    private static final Set<String> TELLING = Set.of(
            "Access-Control-Allow-Credentials",
            "Access-Control-Allow-Headers",
            "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin",
            "Access-Control-Expose-Headers",
            "Access-Control-Max-Age",
            "Allow",
            "Content-Disposition",
            "Idempotent-Replayed",
            "Location",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
            "Server",
            "Set-Cookie",
            "WWW-Authenticate",
            "X-Powered-By");

    private final Schemas schemas;

    HeaderCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    Stream<String> complaints(HttpHeaders headers, Part answer) {
        var described = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        described.addAll(answer.child("headers").node().propertyNames());
        return Stream.concat(
                answer.child("headers").node().propertyNames().stream()
                        .flatMap(name -> complaints(
                                name, headers, answer.child("headers").child(name))),
                TELLING.stream()
                        .filter(name -> headers.containsHeader(name) && !described.contains(name))
                        .sorted()
                        .map(name -> "header " + name + " is not described for this answer"));
    }

    private Stream<String> complaints(String name, HttpHeaders headers, Part header) {
        var values = headers.getOrEmpty(name);
        if (values.isEmpty()) {
            return header.child("required").node().asBoolean(false)
                    ? Stream.of("header " + name + " is missing")
                    : Stream.empty();
        }
        return linesOf(name, values).stream()
                .flatMap(value -> schemas.complaints(header.child("schema"), StringNode.valueOf(value)).stream()
                        .map(complaint -> "header " + name + " is '" + value + "': " + complaint));
    }

    /** Several lines are one value, but for cookies (RFC 9110, 5.3). */
    private static List<String> linesOf(String name, List<String> values) {
        return name.equalsIgnoreCase(HttpHeaders.SET_COOKIE) ? values : List.of(String.join(", ", values));
    }
}
