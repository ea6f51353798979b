package greenroom.publication;

import greenroom.publication.Reads.Outcome;
import greenroom.publication.ReadyAnswer.Reply;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.ClientAddress;
import greenroom.web.RequestMetrics;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.support.Netty4HeadersAdapter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends pages that are ready, before the filter chain, whose work for a request costs three times as much as all of this.
 *
 * <p>It takes a request only if the ordinary way would answer it with just these bytes and headers: its target has gone that
 * way before, it is {@link PlainRequest plain}, and the page is in the cache and fresh. All else passes by, each miss too.
 * Only the access log has no line of it, which would cost as much again; {@link Reads} counts it.
 *
 * <p>A customizer of the main server, not a bean of routes: those would be given to the actuator's server as well.
 */
@Component
class HotReads implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    /** From the question whether to the answer, which follows on the same connection before anything else does. */
    private static final AttributeKey<Ready> READY = AttributeKey.valueOf(HotReads.class, "ready");

    /** @param since by {@link System#nanoTime} */
    private record Ready(ReadyAnswer answer, long since) {}

    private final HotTargets targets;
    private final ThreadCache<PageKey> cache;
    private final Sites sites;
    private final ClientAddress clients;
    private final Reads reads;
    private final RequestMetrics.Route route;

    HotReads(
            HotTargets targets,
            ThreadCache<PageKey> cache,
            Sites sites,
            ClientAddress clients,
            Reads reads,
            RequestMetrics metrics) {
        this.targets = targets;
        this.cache = cache;
        this.sites = sites;
        this.clients = clients;
        this.reads = reads;
        this.route = metrics.route(ThreadController.PATH);
    }

    @Override
    public void customize(NettyReactiveWebServerFactory server) {
        server.addRouteProviders(routes -> routes.route(this::isReady, this::send));
    }

    private boolean isReady(HttpServerRequest request) {
        var since = System.nanoTime();
        var answer = ready(request);
        if (answer == null) {
            return false;
        }
        var ready = new Ready(answer, since);
        request.withConnection(connection -> connection.channel().attr(READY).set(ready));
        return true;
    }

    private @Nullable ReadyAnswer ready(HttpServerRequest request) {
        if (!PlainRequest.isRead(request)) {
            return null;
        }
        var page = targets.page(request.uri());
        if (page == null || !PlainRequest.hasOnlyPlainHeaders(request)) {
            return null;
        }
        return sites.named(page.site())
                .filter(site -> allows(site, request))
                .map(site -> cache.ready(site, page))
                .orElse(null);
    }

    private boolean allows(Site site, HttpServerRequest request) {
        var origin = request.requestHeaders().get(HttpHeaderNames.ORIGIN);
        return origin == null || sites.allows(site, origin);
    }

    private Publisher<Void> send(HttpServerRequest request, HttpServerResponse response) {
        var asked = request.requestHeaders();
        var ready = taken(request);
        var reply = ready.answer()
                .reply(asked.getAll(HttpHeaderNames.ACCEPT_ENCODING), asked.getAll(HttpHeaderNames.IF_NONE_MATCH));
        reads.count(reply.notModified() ? Outcome.NOT_MODIFIED : Outcome.HOT);
        HotHeaders.set(response.responseHeaders(), asked, reply, isHttps(request));
        var body = body(request, response, reply);
        route.took(request.method().name(), response.status().code(), System.nanoTime() - ready.since());
        return body;
    }

    private static Ready taken(HttpServerRequest request) {
        var ready = new Ready[1];
        request.withConnection(
                connection -> ready[0] = connection.channel().attr(READY).getAndSet(null));
        return ready[0];
    }

    private boolean isHttps(HttpServerRequest request) {
        var headers = new HttpHeaders(new Netty4HeadersAdapter(request.requestHeaders()));
        return clients.of(request.remoteAddress(), request.scheme().equals("https"), headers)
                .https();
    }

    /** Where there is no body the server ends the answer by itself, as it does for the framework. */
    private static Publisher<Void> body(HttpServerRequest request, HttpServerResponse response, Reply reply) {
        if (reply.notModified()) {
            response.status(HttpResponseStatus.NOT_MODIFIED);
            return Mono.empty();
        }
        return HttpMethod.HEAD.equals(request.method())
                ? Mono.empty()
                : response.send(Mono.just(Unpooled.wrappedBuffer(reply.form().bytes())));
    }
}
