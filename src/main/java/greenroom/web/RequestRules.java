package greenroom.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.MultiValueMap;

/** What every request is asked before anything reads it: size, encoding, and that what is one thing comes once. */
final class RequestRules {
    private static final List<String> SCALAR_HEADERS = List.of(
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.ORIGIN,
            HttpHeaders.AUTHORIZATION,
            "Idempotency-Key",
            "Receipt",
            "X-XSRF-TOKEN",
            RequestId.HEADER);

    /** The one parameter that may come several times: the threads of {@code counts}. */
    private static final String REPEATABLE = "thread";

    private static final String REPEATABLE_AT_THE_END_OF = "/counts";

    private RequestRules() {}

    /** The problem with the request, or null. */
    static @Nullable Problem broken(ServerHttpRequest request) {
        var headers = request.getHeaders();
        if (BodyLimit.isExceededBy(headers)) {
            return BodyLimit.tooLarge();
        }
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return Problem.unsupportedMediaType("A request body must not be compressed (no Content-Encoding).");
        }
        if (hasTypeOfManyTypes(headers)) {
            return Problem.unsupportedMediaType("A Content-Type names one type, without asterisks.");
        }
        if (isMultipart(headers)) {
            return Problem.unsupportedMediaType("multipart/form-data is taken nowhere.");
        }
        if (expectsSomethingStrange(headers)) {
            return Problem.of(
                    HttpStatus.EXPECTATION_FAILED,
                    "expectation-failed",
                    "Expectation failed",
                    "The only expectation that can be met is 100-continue.");
        }
        if (!acceptsJson(request)) {
            return notAcceptable();
        }
        if (isEncodedOtherwise(headers)) {
            return Problem.malformed("The only Transfer-Encoding that is taken is chunked.");
        }
        return comesTwice(request);
    }

    static Problem notAcceptable() {
        return Problem.of(
                HttpStatus.NOT_ACCEPTABLE,
                "not-acceptable",
                "Not acceptable",
                "This address has no answer of a type that the Accept header asks for.");
    }

    /** Asked before anything is done: nothing may be stored whose answer is then refused. */
    private static boolean acceptsJson(ServerHttpRequest request) {
        var accept = request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT);
        return !Acceptance.isEndless(accept) && (Acceptance.takesJson(accept) || !answersOnlyInJson(request));
    }

    private static boolean answersOnlyInJson(ServerHttpRequest request) {
        var path = RoutedPath.of(request);
        return path.startsWith("/api/v1/")
                && !PlainForm.isIn(request)
                && !path.endsWith("/events")
                && !path.endsWith(".atom");
    }

    /** The framework takes an asterisk for a fault of ours. */
    private static boolean hasTypeOfManyTypes(HttpHeaders headers) {
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.split(";", 2)[0].indexOf('*') >= 0;
    }

    /** Whatever else it names nobody here undoes, so the body would be taken for what it is not. */
    private static boolean isEncodedOtherwise(HttpHeaders headers) {
        var encoding = headers.getFirst(HttpHeaders.TRANSFER_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("chunked");
    }

    private static boolean isMultipart(HttpHeaders headers) {
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    private static boolean expectsSomethingStrange(HttpHeaders headers) {
        var expect = headers.getFirst(HttpHeaders.EXPECT);
        return expect != null && !expect.equalsIgnoreCase("100-continue");
    }

    private static @Nullable Problem comesTwice(ServerHttpRequest request) {
        for (String name : SCALAR_HEADERS) {
            var values = request.getHeaders().get(name);
            if (values != null && values.size() > 1) {
                return Problem.malformed("The header " + name + " may come only once.");
            }
        }
        var query = request.getURI().getRawQuery();
        if (query == null) {
            return null;
        }
        if (query.indexOf('%') >= 0 && !PercentEncoding.isUtf8(query)) {
            return Problem.malformed("The address holds what is no valid UTF-8.");
        }
        return parameterTwice(request.getQueryParams(), RoutedPath.of(request));
    }

    private static @Nullable Problem parameterTwice(MultiValueMap<String, String> parameters, String path) {
        for (var parameter : parameters.entrySet()) {
            var mayRepeat = parameter.getKey().equals(REPEATABLE) && path.endsWith(REPEATABLE_AT_THE_END_OF);
            if (parameter.getValue().size() > 1 && !mayRepeat) {
                return Problem.malformed("A parameter of the address may come only once.");
            }
        }
        return null;
    }
}
