package greenroom.contract;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Hands every exchange of a {@code WebClient} on, once its answer is there. */
final class ExchangeRecorder implements ExchangeFilterFunction {
    private final Consumer<Exchange> receiver;

    ExchangeRecorder(Consumer<Exchange> receiver) {
        this.receiver = receiver;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        var sent = new Sent();
        var recorded = ClientRequest.from(request)
                .body((output, context) -> request.body().insert(sent.recording(output), context))
                .build();
        return next.exchange(recorded).flatMap(answer -> received(request, sent, answer));
    }

    private Mono<ClientResponse> received(ClientRequest request, Sent sent, ClientResponse answer) {
        if (answer.headers()
                .contentType()
                .filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
                .isPresent()) {
            receiver.accept(exchange(request, sent, answer, Body.none()));
            return Mono.just(answer);
        }
        return answer.bodyToMono(byte[].class)
                .defaultIfEmpty(new byte[0])
                .doOnNext(bytes -> receiver.accept(exchange(request, sent, answer, Body.of(bytes))))
                .map(bytes -> withBody(answer, bytes));
    }

    private static Exchange exchange(ClientRequest request, Sent sent, ClientResponse answer, Body received) {
        return new Exchange(
                request.method().name(),
                request.url(),
                sent.headersOr(request.headers()),
                sent.body(),
                answer.statusCode().value(),
                answer.headers().asHttpHeaders(),
                received);
    }

    private static ClientResponse withBody(ClientResponse answer, byte[] bytes) {
        var body = bytes.length == 0
                ? Flux.<DataBuffer>empty()
                : Flux.<DataBuffer>just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
        return answer.mutate().body(body).build();
    }

    /** What was really sent: the body's writer adds headers of its own. */
    private static final class Sent {
        private final HttpHeaders headers = new HttpHeaders();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        ClientHttpRequest recording(ClientHttpRequest output) {
            return new ClientHttpRequestDecorator(output) {
                @Override
                public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                    headers.putAll(getHeaders());
                    return super.writeWith(Flux.from(body).doOnNext(Sent.this::keep));
                }
            };
        }

        private void keep(DataBuffer buffer) {
            try (var parts = buffer.readableByteBuffers()) {
                parts.forEachRemaining(part -> {
                    var copy = new byte[part.remaining()];
                    part.get(copy);
                    bytes.writeBytes(copy);
                });
            }
        }

        HttpHeaders headersOr(HttpHeaders others) {
            return headers.isEmpty() ? others : headers;
        }

        Body body() {
            return Body.of(bytes.toByteArray());
        }
    }
}
