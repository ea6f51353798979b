package greenroom.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * An error as HTTP tells it: RFC 9457 problem details, {@code type} being {@code urn:greenroom:problem:SLUG}.
 *
 * <p>A value that a controller answers with; where only an exception gets through (argument resolvers, filters), {@link
 * #thrown()} wraps it.
 */
public final class Problem {
    private static final MediaType PROBLEM_JSON = MediaType.APPLICATION_PROBLEM_JSON;

    private final HttpStatus status;
    private final String slug;
    private final String title;
    private final String detail;
    private final List<FieldError> errors;
    private final HttpHeaders headers;

    private Problem(
            HttpStatus status, String slug, String title, String detail, List<FieldError> errors, HttpHeaders headers) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
        this.errors = errors;
        this.headers = headers;
    }

    /** A problem whose {@code detail} is a sentence that a person understands and that echoes no input. */
    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, List.of(), new HttpHeaders());
    }

    public static Problem notFound() {
        return of(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing at this address.");
    }

    public static Problem malformed(String detail) {
        return of(HttpStatus.BAD_REQUEST, "malformed-request", "Malformed request", detail);
    }

    public static Problem badParameter(String detail) {
        return of(HttpStatus.BAD_REQUEST, "bad-parameter", "Bad parameter", detail);
    }

    public static Problem badCursor() {
        return of(
                HttpStatus.BAD_REQUEST,
                "bad-cursor",
                "Bad cursor",
                "This cursor is not one that an answer gave for this list. Start again without it.");
    }

    public static Problem unsupportedMediaType(String detail) {
        return of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "Unsupported media type", detail);
    }

    /** 422 with all fields that are wrong. */
    public static Problem invalidRequest(List<FieldError> errors) {
        return of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "invalid-request",
                        "Invalid request",
                        "Some fields need another value.")
                .with(errors);
    }

    public static Problem conflict(String detail) {
        return of(HttpStatus.CONFLICT, "conflict", "Conflict", detail);
    }

    public static Problem forbidden() {
        return of(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "Your role or your sites do not allow this.");
    }

    public static Problem unavailable(int retryAfterSeconds) {
        return of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "overloaded",
                        "Overloaded",
                        "The service cannot do this at the moment. Nothing was changed; please try again shortly.")
                .with(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
    }

    public Problem with(List<FieldError> fieldErrors) {
        return new Problem(status, slug, title, detail, List.copyOf(fieldErrors), headers);
    }

    public Problem with(String header, String value) {
        var more = new HttpHeaders();
        more.addAll(headers);
        more.set(header, value);
        return new Problem(status, slug, title, detail, errors, more);
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String detail() {
        return detail;
    }

    public List<FieldError> errors() {
        return new ArrayList<>(errors);
    }

    public HttpHeaders headers() {
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }

    /** The answer to this exchange. */
    public ResponseEntity<?> answer(ServerWebExchange exchange) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(PROBLEM_JSON)
                .body(body(exchange.getRequest()));
    }

    /** The same as an exception, for places from which no value returns. */
    public ProblemException thrown() {
        return new ProblemException(this);
    }

    Body body(ServerHttpRequest request) {
        return body(request.getURI().getRawPath());
    }

    Body body(String instance) {
        return new Body("urn:greenroom:problem:" + slug, title, status.value(), detail, instance, errors);
    }

    /** The JSON of RFC 9457; {@code errors} is there only when a field is wrong. */
    record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
