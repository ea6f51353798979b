package greenroom.fault;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.util.retry.Retry;

/**
 * What an operator has before the replicas: asks each five times a second whether it is ready, sends every request to the
 * next that is, and sends it to another where the connection broke or the answer was 503. Everything that is sent
 * through it may be sent twice: comments by their {@code Idempotency-Key}, decisions by their version.
 */
final class RetryingProxy implements AutoCloseable {
    private static final int RETRIES = 3;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Set<CharSequence> HOP_BY_HOP = Set.of(
            HttpHeaderNames.CONNECTION,
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.HOST,
            HttpHeaderNames.TRANSFER_ENCODING);

    private final List<URI> replicas;
    private final Set<URI> ready = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private final ConnectionProvider connections =
            ConnectionProvider.builder("proxy").maxConnections(256).build();
    private final HttpClient client = HttpClient.create(connections)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 1000)
            .responseTimeout(ANSWER)
            .disableRetry(true);
    private final DisposableServer server;
    private final Disposable looking;

    private record Question(HttpMethod method, String path, HttpHeaders headers, String body) {}

    private record Answer(int status, HttpHeaders headers, String body) {}

    /** The replica said that it cannot now. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Answer answer;

        Refused(Answer answer) {
            super("503", null, false, false);
            this.answer = answer;
        }
    }

    RetryingProxy(List<URI> replicas) {
        // broken connections are what it is there for
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("reactor.netty.http.client", LogLevel.ERROR);
        this.replicas = replicas;
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::forward)
                .bindNow();
        this.looking = Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .onBackpressureDrop()
                .concatMap(tick -> Flux.fromIterable(replicas).flatMap(this::look))
                .subscribe();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    private Mono<Void> look(URI replica) {
        return client.get()
                .uri(replica.resolve("/readyz"))
                .response()
                .timeout(LOOK)
                .map(answer -> answer.status().code() == 200)
                .onErrorReturn(false)
                .doOnNext(isReady -> mark(replica, isReady))
                .then();
    }

    private void mark(URI replica, boolean isReady) {
        if (isReady) {
            ready.add(replica);
        } else {
            ready.remove(replica);
        }
    }

    private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString(StandardCharsets.UTF_8)
                .defaultIfEmpty("")
                .map(body -> new Question(
                        request.method(),
                        request.uri(),
                        request.requestHeaders().copy(),
                        body))
                .flatMap(this::answered)
                .flatMap(answer -> give(response, answer));
    }

    private static Mono<Void> give(HttpServerResponse response, Answer answer) {
        answer.headers().forEach(header -> {
            if (HOP_BY_HOP.stream().noneMatch(name -> name.toString().equalsIgnoreCase(header.getKey()))) {
                response.addHeader(header.getKey(), header.getValue());
            }
        });
        return response.status(answer.status())
                .sendString(Mono.just(answer.body()))
                .then();
    }

    private Mono<Answer> answered(Question question) {
        var last = new AtomicReference<@Nullable URI>();
        return Mono.defer(() -> asked(next(last), question))
                .retryWhen(Retry.fixedDelay(RETRIES, BETWEEN_TRIES)
                        .onRetryExhaustedThrow((spec, signal) -> signal.failure()))
                .onErrorResume(failure -> Mono.just(lastWord(failure, question)));
    }

    /** Another than the last that was asked: of those that are ready, or else one that may be by now. */
    private URI next(AtomicReference<@Nullable URI> last) {
        var others =
                replicas.stream().filter(replica -> !replica.equals(last.get())).toList();
        var standing = others.stream().filter(ready::contains).toList();
        var among = standing.isEmpty() ? others : standing;
        var chosen = among.get(Math.floorMod(turn.getAndIncrement(), among.size()));
        last.set(chosen);
        return chosen;
    }

    private Mono<Answer> asked(URI replica, Question question) {
        return client.headers(headers -> copy(question.headers(), headers))
                .request(question.method())
                .uri(replica + question.path())
                .send((request, out) -> out.sendString(Mono.just(question.body())))
                .responseSingle((response, body) -> body.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> new Answer(
                                response.status().code(),
                                response.responseHeaders().copy(),
                                text)))
                .flatMap(answer -> answer.status() == 503 ? Mono.error(new Refused(answer)) : Mono.just(answer));
    }

    private static void copy(HttpHeaders from, HttpHeaders to) {
        from.forEach(header -> {
            if (HOP_BY_HOP.stream().noneMatch(name -> name.toString().equalsIgnoreCase(header.getKey()))) {
                to.add(header.getKey(), header.getValue());
            }
        });
    }

    /** 502 where no replica answered at all. */
    private static Answer lastWord(Throwable failure, Question question) {
        return failure instanceof Refused refused
                ? refused.answer
                : new Answer(502, question.headers().copy().clear(), "");
    }

    @Override
    public void close() {
        looking.dispose();
        server.disposeNow();
        connections.dispose();
    }
}
