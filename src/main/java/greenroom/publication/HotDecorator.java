package greenroom.publication;

import org.springframework.http.server.reactive.*;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

@Component
class HotDecorator implements HttpHandlerDecoratorFactory {
    private final HotReads hot;
    HotDecorator(HotReads hot) { this.hot = hot; }

    @Override
    public HttpHandler apply(HttpHandler next) {
        if (!"decorator".equals(System.getProperty("hot"))) return next;
        return (request, response) -> {
            HttpServerRequest r = ServerHttpRequestDecorator.getNativeRequest(request);
            var found = hot.hot(r);
            if (found == null) return next.handle(request, response);
            HttpServerResponse s = ServerHttpResponseDecorator.getNativeResponse(response);
            return Mono.fromDirect(hot.write(found, r, s));
        };
    }
}
