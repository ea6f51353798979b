package greenroom.contract;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Compares exchanges with {@code openapi.yaml} and throws an {@link AssertionError} that tells all that differs: a path,
 * method, status, content type or field that is not described, a header that is missing, a value of the wrong shape.
 * <p>With Spring's client: {@code client.mutate().filter(OpenApi.description().filter()).build()}; every exchange is then
 * checked, whether the test looks at the body or not. With the JDK's client: {@code check(answer, requestBody)}.
 */
public final class OpenApi {
    private static final OpenApi DESCRIPTION = new OpenApi(Description.load());

    private final Description description;
    private final AnswerCheck answers;
    private final RequestCheck requests;

    private OpenApi(Description description) {
        var schemas = new Schemas();
        this.description = description;
        this.answers = new AnswerCheck(description, schemas);
        this.requests = new RequestCheck(schemas);
    }

    /** The service's own description, read once. */
    public static OpenApi description() {
        return DESCRIPTION;
    }

    /**
     * A hook for {@code WebTestClient} and {@code WebClient}. A stream of events is checked without its body. Where the client blocks, Reactor throws the {@link AssertionError} as the cause of an exception with the same message.
     */
    public ExchangeFilterFunction filter() {
        return new ExchangeRecorder(this::check);
    }

    /** @param requestBody what was sent; null or empty when that was nothing */
    public void check(HttpResponse<byte[]> answer, byte @Nullable [] requestBody) {
        check(Exchange.of(answer, Body.of(requestBody)));
    }

    public void check(Exchange exchange) {
        var complaints = complaints(exchange);
        if (!complaints.isEmpty()) {
            throw new AssertionError(
                    exchange.line() + ", and openapi.yaml says otherwise:\n  - " + String.join("\n  - ", complaints));
        }
    }

    private List<String> complaints(Exchange exchange) {
        // Too long an address and too many headers are refused before anybody looks at them, by an answer without a
        // body.
        if (exchange.status() == 414 || exchange.status() == 431) {
            return exchange.received().isEmpty() ? List.of() : List.of("the body should be empty");
        }
        return description
                .operation(exchange.method(), exchange.path())
                .map(operation -> complaints(exchange, operation))
                .orElseGet(() -> complaintsAboutTheUndescribed(exchange));
    }

    private List<String> complaints(Exchange exchange, Description.Operation operation) {
        var answer = operation.answer(exchange.status());
        if (answer.isEmpty()) {
            return List.of("status " + exchange.status() + " is not described for it");
        }
        var complaints = new ArrayList<>(answers.complaints(exchange, answer.get()));
        // A test may send what it likes, as long as it is refused.
        if (exchange.status() < 400) {
            complaints.addAll(requests.complaints(exchange, operation));
        }
        return complaints;
    }

    private List<String> complaintsAboutTheUndescribed(Exchange exchange) {
        return description
                .undescribed(exchange.status())
                .map(answer -> answers.complaints(exchange, answer))
                .orElseGet(() -> List.of(
                        description.operationsAt(exchange.path()).isEmpty()
                                ? "the path is not described"
                                : "the method is not described for this path"));
    }
}
