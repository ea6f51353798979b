package greenroom.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/** The first thing that a request meets: it gets its id and its client, the answer its headers, the log its line. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EveryRequest implements WebFilter {
    private final ClientAddress clients;
    private final RequestWatch watch;

    EveryRequest(ClientAddress clients, RequestWatch watch) {
        this.clients = clients;
        this.watch = watch;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var client = clients.of(exchange.getRequest());
        client.attachTo(exchange);
        var id = RequestId.assign(exchange);
        AnswerHeaders.forAnyAnswer(exchange.getResponse().getHeaders(), id, client.https(), isPrivate(exchange));
        var call = new RequestWatch.Call(exchange.getRequest(), exchange.getResponse(), client, id);
        return watch.over(call, () -> routeOf(exchange), chain.filter(exchange));
    }

    private static @Nullable String routeOf(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                ? pattern.getPatternString()
                : null;
    }

    private static boolean isPrivate(ServerWebExchange exchange) {
        return PrivatePaths.contain(RoutedPath.of(exchange.getRequest()));
    }
}
