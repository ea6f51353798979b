package greenroom.web;

import greenroom.tracing.Traced;
import greenroom.tracing.Tracing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Watches a request from its head to the end of its answer, and tells of it in log, metrics and traces. */
@Component
final class RequestWatch {
    private final AccessLog log;
    private final RequestMetrics metrics;
    private final Tracing tracing;
    private final ClientAddress clients;

    RequestWatch(AccessLog log, RequestMetrics metrics, Tracing tracing, ClientAddress clients) {
        this.log = log;
        this.metrics = metrics;
        this.tracing = tracing;
        this.clients = clients;
    }

    /** One request and its answer. */
    record Call(ServerHttpRequest request, ServerHttpResponse response, Client client, String id) {
        String method() {
            return request.getMethod().name();
        }

        int status(SignalType end) {
            if (end == SignalType.CANCEL && !response.isCommitted()) {
                return RequestMetrics.GONE;
            }
            var status = response.getStatusCode();
            return status == null ? 200 : status.value();
        }

        /** It lasts until somebody ends it, which says nothing of how the service does. */
        boolean isAStream() {
            var type = response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
            return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
        }
    }

    /** Names the route that a request took, or null; asked when it is answered. */
    interface RouteTaken {
        @Nullable
        String pattern();
    }

    /** Does what {@code answering} does, and watches it. */
    Mono<Void> over(Call call, RouteTaken taken, Mono<Void> answering) {
        var started = System.nanoTime();
        var traced = tracing.isOn() ? begin(call) : null;
        var watched = answering.doFinally(
                end -> ended(call, metrics.route(taken.pattern()), System.nanoTime() - started, traced, end));
        return traced == null ? watched : watched.contextWrite(traced::in);
    }

    /** Where a trace began before is believed of a proxy that the operator trusts, as its other headers are. */
    private @Nullable Traced begin(Call call) {
        var parent = clients.isBehindAProxy(call.request())
                ? call.request().getHeaders().getFirst(Tracing.PARENT)
                : null;
        return tracing.request(parent, RequestMetrics.known(call.method()), call.id());
    }

    private void ended(Call call, RequestMetrics.Route route, long nanos, @Nullable Traced traced, SignalType end) {
        var status = call.status(end);
        log.line(call, nanos);
        if (!call.isAStream()) {
            route.took(call.method(), status, nanos);
        }
        if (traced != null) {
            traced.answered(route.name(), status);
        }
    }
}
