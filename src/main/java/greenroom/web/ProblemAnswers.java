package greenroom.web;

import io.r2dbc.spi.R2dbcException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders as a problem whatever was thrown: ours, the framework's own refusals, and faults, of which the answer tells
 * nothing but the request id under which the log has them. A person who sent a form gets a page of {@link ProblemPages}.
 */
@Component
@Order(-2)
public final class ProblemAnswers implements WebExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);
    private static final int RETRY_AFTER = 2;

    private final JsonMapper json;
    private final ObjectProvider<ProblemPages> pages;

    ProblemAnswers(JsonMapper json, ObjectProvider<ProblemPages> pages) {
        this.json = json;
        this.pages = pages;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return write(exchange, of(exchange, failure));
    }

    /** Ends the exchange with this problem, for filters. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        return write(exchange.getRequest(), exchange.getResponse(), problem, () -> body(exchange, problem));
    }

    /** The same where no exchange is made, which is never for a form. */
    Mono<Void> write(ServerHttpRequest request, ServerHttpResponse response, Problem problem) {
        return write(request, response, problem, () -> json.writeValueAsBytes(problem.body(request)));
    }

    private static Mono<Void> write(
            ServerHttpRequest request, ServerHttpResponse response, Problem problem, Supplier<byte[]> content) {
        response.setStatusCode(problem.status());
        problem.headers().forEach((name, values) -> response.getHeaders().put(name, values));
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        // a page is of another type, and says so
        var body = content.get();
        response.getHeaders().setContentLength(body.length);
        if (HttpMethod.HEAD.equals(request.getMethod())) {
            return response.setComplete();
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private byte[] body(ServerWebExchange exchange, Problem problem) {
        return page(exchange, problem)
                .map(html -> html.getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> json.writeValueAsBytes(problem.body(exchange.getRequest())));
    }

    private Optional<String> page(ServerWebExchange exchange, Problem problem) {
        return PlainForm.isIn(exchange.getRequest())
                ? pages.stream()
                        .flatMap(shown -> shown.page(exchange, problem).stream())
                        .findFirst()
                : Optional.empty();
    }

    /** The problem that a failure is. A fault of ours goes to the log. */
    public Problem of(ServerWebExchange exchange, Throwable failure) {
        return of(exchange.getRequest(), RequestId.of(exchange), failure);
    }

    Problem of(ServerHttpRequest request, String id, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException ours) {
                return ours.problem();
            }
        }
        if (failure instanceof DataBufferLimitException) {
            return BodyLimit.tooLarge();
        }
        if (failure instanceof DecodingException) {
            return unreadable();
        }
        if (failure instanceof ResponseStatusException refusal) {
            return refusedByTheFramework(request, id, refusal);
        }
        return mayPass(failure) ? unavailable(id, failure) : fault(id, failure);
    }

    private Problem refusedByTheFramework(ServerHttpRequest request, String id, ResponseStatusException refusal) {
        if (refusal instanceof MethodNotAllowedException wrongMethod) {
            return methodNotAllowed(request, wrongMethod.getSupportedMethods());
        }
        if (refusal instanceof UnsupportedMediaTypeStatusException) {
            return unsupported();
        }
        if (refusal instanceof NotAcceptableStatusException) {
            return RequestRules.notAcceptable();
        }
        return switch (refusal.getStatusCode().value()) {
            case 400 -> unreadable();
            case 404 -> Problem.notFound();
            case 413 -> BodyLimit.tooLarge();
            case 415 -> unsupported();
            default -> fault(id, refusal);
        };
    }

    /** 405 with {@code Allow} (RFC 9110 section 15.5.6): what is mapped, and what is answered without being mapped. */
    private static Problem methodNotAllowed(ServerHttpRequest request, Collection<HttpMethod> mapped) {
        var names = new TreeSet<String>();
        mapped.forEach(method -> names.add(method.name()));
        if (mapped.contains(HttpMethod.GET)) {
            names.add(HttpMethod.HEAD.name());
        }
        if (PublicPaths.contain(RoutedPath.of(request))) {
            names.add(HttpMethod.OPTIONS.name());
        }
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "method-not-allowed",
                        "Method not allowed",
                        "This address does not answer to that method.")
                .with(HttpHeaders.ALLOW, String.join(", ", names));
    }

    private static Problem unsupported() {
        return Problem.unsupportedMediaType("This address does not take that Content-Type.");
    }

    private static Problem unreadable() {
        return Problem.malformed(
                "The request cannot be read: its JSON or a parameter is not of the form that is expected.");
    }

    private static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException
                    || cause instanceof R2dbcException
                    || cause instanceof TimeoutException
                    || cause instanceof Unavailable) {
                return true;
            }
        }
        return false;
    }

    private static Problem unavailable(String id, Throwable failure) {
        RequestId.inLog(id, () -> log.warn("{} Unavailable: {}", id, failure.toString()));
        return Problem.unavailable(RETRY_AFTER);
    }

    private static Problem fault(String id, Throwable failure) {
        RequestId.inLog(id, () -> log.error("{} A fault of ours", id, failure));
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "Internal error",
                "Something went wrong on our side. The log has it under this answer's X-Request-Id.");
    }
}
