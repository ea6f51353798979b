package greenroom.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Opens streams of server-sent events, and keeps them: bounded in all and for each client, heard of at least every 20 s, and
 * ended first when the service stops, so that nothing waits for them.
 *
 * <p>One clock beats for all streams, for a sixteenth of them at a time. A stream begins with a comment and a {@code retry:}
 * of 3 to 10 s at random, so that the streams of a service that stops do not all come back at once.
 */
@Component
public final class EventStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);
    private static final MediaType TYPE = new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8);
    private static final int GROUPS = 16;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int LOOKS = 50;
    private static final List<ServerEvent> GREETINGS = hints("open");
    private static final List<ServerEvent> FAREWELLS = hints("come back");

    private final SecureRandom random = new SecureRandom();
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Disposable> beating = new AtomicReference<>();
    private final StreamPlaces places;
    private final Duration beatOfOneGroup;
    private final Counter refused;
    private final Counter opened;
    private final Counter cut;

    EventStreams(EventStreamSettings settings, MeterRegistry meters) {
        this.places = new StreamPlaces(settings.total(), settings.perAddress());
        this.beatOfOneGroup = settings.heartbeat().dividedBy(GROUPS);
        this.refused = Counter.builder("greenroom.streams.refused")
                .description("Streams for which there was no place")
                .register(meters);
        this.opened = Counter.builder("greenroom.streams.opened")
                .description("Event streams that were opened; they are not among the requests")
                .register(meters);
        this.cut = Counter.builder("greenroom.streams.cut")
                .description("Streams whose client did not take what it was told")
                .register(meters);
        Gauge.builder("greenroom.streams.open", open, Set::size)
                .description("Event streams that are open")
                .register(meters);
    }

    /** One for each whole second. */
    private static List<ServerEvent> hints(String comment) {
        return IntStream.rangeClosed(3, 10)
                .mapToObj(seconds -> ServerEvent.retryAfter(comment, seconds * 1000))
                .toList();
    }

    /**
     * Answers with a stream of events, which lasts until its client or its owner ends it.
     *
     * <p>Errors with the problem 503 {@code overloaded} or 429 {@code rate-limited} where there is no place, before
     * {@code owner} is asked; else as {@code owner} does, before anything is sent. {@code HEAD} is answered with the headers
     * alone.
     *
     * @param owner emits once it can tell this client whatever happens from then on
     */
    public Mono<Void> open(ServerWebExchange exchange, Mono<? extends EventStream.Owner> owner) {
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            writeHead(exchange);
            return exchange.getResponse().setComplete();
        }
        var network = Client.of(exchange).network();
        return Mono.using(() -> place(network), place -> owner.flatMap(it -> stream(exchange, it)), places::giveBack);
    }

    private String place(String network) {
        try {
            places.take(network);
            return network;
        } catch (ProblemException noPlace) {
            refused.increment();
            throw noPlace;
        }
    }

    private static void writeHead(ServerWebExchange exchange) {
        var headers = exchange.getResponse().getHeaders();
        headers.setContentType(TYPE);
        headers.set("X-Accel-Buffering", "no");
    }

    private Mono<Void> stream(ServerWebExchange exchange, EventStream.Owner owner) {
        return Mono.using(
                () -> begin(exchange, owner),
                stream -> exchange.getResponse().writeAndFlushWith(buffers(exchange, stream)),
                this::leave);
    }

    private EventStream begin(ServerWebExchange exchange, EventStream.Owner owner) {
        writeHead(exchange);
        var stream = new EventStream(owner, anyOf(GREETINGS), cutting(exchange));
        open.add(stream);
        opened.increment();
        owner.joined(stream);
        return stream;
    }

    private ServerEvent anyOf(List<ServerEvent> hints) {
        return hints.get(random.nextInt(hints.size()));
    }

    private Runnable cutting(ServerWebExchange exchange) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        return () -> {
            cut.increment();
            request.withConnection(connection -> {
                var unused = connection.channel().close();
            });
        };
    }

    private static Flux<Mono<DataBuffer>> buffers(ServerWebExchange exchange, EventStream stream) {
        DataBufferFactory factory = exchange.getResponse().bufferFactory();
        return Flux.from(stream).map(event -> Mono.fromSupplier(() -> factory.wrap(event.bytes())));
    }

    private void leave(EventStream stream) {
        open.remove(stream);
        stream.cancel();
        stream.owner().left(stream);
    }

    @Override
    public void start() {
        places.open();
        beating.set(Flux.interval(beatOfOneGroup)
                .onBackpressureDrop()
                .doOnNext(this::beat)
                .doOnError(failure -> log.error("A heartbeat failed", failure))
                .retry()
                .subscribe());
    }

    private void beat(long number) {
        var group = Math.floorMod(number, GROUPS);
        for (EventStream stream : open) {
            if (Math.floorMod(System.identityHashCode(stream), GROUPS) == group) {
                stream.beat();
            }
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /**
     * Says farewell to all, also to those that had a place and were about to begin, and cuts off a second later who has not
     * taken it.
     */
    @Override
    public void stop(Runnable stopped) {
        places.close();
        var beat = beating.getAndSet(null);
        if (beat != null) {
            beat.dispose();
        }
        Flux.interval(Duration.ZERO, BETWEEN_LOOKS)
                .doOnNext(look -> open.forEach(stream -> stream.end(anyOf(FAREWELLS))))
                .takeUntil(look -> places.taken() == 0 || look >= LOOKS)
                .doFinally(end -> {
                    open.forEach(EventStream::cutOff);
                    stopped.run();
                })
                .subscribe();
    }

    @Override
    public boolean isRunning() {
        return beating.get() != null;
    }

    /** Begins last and stops first: the server's graceful stop comes after it, and finds no stream to wait for. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
