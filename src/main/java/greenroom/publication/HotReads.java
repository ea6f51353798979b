package greenroom.publication;

import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.publication.ReadyAnswer.Reply;
import greenroom.web.AnswerHeaders;
import greenroom.web.RequestId;
import greenroom.publication.Reads.Outcome;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import io.netty.util.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends pages that are ready, before the filter chain: the framework's work for each request costs more than all of ours.
 *
 * <p>Whatever is not quite ordinary, and each miss, goes the ordinary way.
 */
@Component
class HotReads implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {
    private static final AttributeKey<Hot> HOT = AttributeKey.valueOf(HotReads.class, "hot");

    /** With one of these the ordinary way would answer otherwise, or ought to be asked whether. */
    private static final List<AsciiString> UNUSUAL = List.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.UPGRADE,
            AsciiString.cached("idempotency-key"),
            AsciiString.cached("receipt"),
            AsciiString.cached("x-xsrf-token"),
            AsciiString.cached("forwarded"),
            AsciiString.cached("x-forwarded-for"),
            AsciiString.cached("x-forwarded-proto"));

    private static final AsciiString X_REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString CSP = AsciiString.cached("Content-Security-Policy");
    private static final AsciiString CSP_VALUE = AsciiString.cached(AnswerHeaders.JSON_POLICY);

    private record Hot(ReadyAnswer answer, @Nullable String origin) {}

    private final HotTargets targets;
    private final ThreadCache cache;
    private final Sites sites;
    private final Reads reads;

    HotReads(HotTargets targets, ThreadCache cache, Sites sites, Reads reads) {
        this.targets = targets;
        this.cache = cache;
        this.sites = sites;
        this.reads = reads;
    }

    @Override
    public void customize(NettyReactiveWebServerFactory server) {
        if (!"decorator".equals(System.getProperty("hot")) && !"none".equals(System.getProperty("hot")))
        server.addRouteProviders(routes -> routes.route(this::isHot, this::send));
    }

    private boolean isHot(HttpServerRequest request) {
        var hot = hot(request);
        if (hot == null) {
            return false;
        }
        request.withConnection(connection -> connection.channel().attr(HOT).set(hot));
        return true;
    }

    @Nullable Hot hot(HttpServerRequest request) {
        if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
            return null;
        }
        var page = targets.page(request.uri());
        if (page == null) return null;
        var site = sites.named(page.site());
        if (site.isEmpty()) return null;
        var headers = request.requestHeaders();
        for (AsciiString name : UNUSUAL) {
            if (headers.contains(name)) return null;
        }
        var origin = headers.get(HttpHeaderNames.ORIGIN);
        if (origin != null && !sites.allows(site.get(), origin)) return null;
        var accept = headers.get(HttpHeaderNames.ACCEPT);
        if (accept != null && !accept.contains("*/*") && !accept.contains("application/json")) return null;
        var answer = cache.ready(site.get(), page);
        return answer == null ? null : new Hot(answer, origin);
    }

    private Publisher<Void> send(HttpServerRequest request, HttpServerResponse response) {
        var found = new Hot[1];
        request.withConnection(connection -> found[0] = connection.channel().attr(HOT).getAndSet(null));
        return write(found[0], request, response);
    }

    Publisher<Void> write(Hot hot, HttpServerRequest request, HttpServerResponse response) {
        var asked = request.requestHeaders();
        var reply = hot.answer().reply(asked.getAll(HttpHeaderNames.ACCEPT_ENCODING), asked.getAll(HttpHeaderNames.IF_NONE_MATCH));
        var headers = response.responseHeaders();
        headers.set(X_REQUEST_ID, RequestId.sane(asked.get(X_REQUEST_ID)));
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaderNames.DATE, AnswerHeaders.date());
        headers.set(CSP, CSP_VALUE);
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "cross-origin");
        headers.set(HttpHeaderNames.CACHE_CONTROL, ThreadController.REVALIDATE);
        headers.set(HttpHeaderNames.VARY, "Origin, Accept-Encoding");
        headers.set(HttpHeaderNames.ETAG, reply.form().etag());
        if (hot.origin() != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, hot.origin());
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id");
        }
        reads.count(reply.notModified() ? Outcome.NOT_MODIFIED : Outcome.HOT);
        if (reply.notModified()) {
            return response.status(HttpResponseStatus.NOT_MODIFIED).send();
        }
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(reply.form().bytes().length));
        if (reply.form().compressed()) headers.set(HttpHeaderNames.CONTENT_ENCODING, "gzip");
        if (HttpMethod.HEAD.equals(request.method())) return response.send();
        return response.send(Mono.just(Unpooled.wrappedBuffer(reply.form().bytes())));
    }
}
