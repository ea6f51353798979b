package greenroom.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The first thing that a request meets: it gets its id and its client, the answer its headers, the log its line. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EveryRequest implements WebFilter {
    private final ClientAddress clients;
    private final AccessLog log;

    EveryRequest(ClientAddress clients, AccessLog log) {
        this.clients = clients;
        this.log = log;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var started = System.nanoTime();
        var client = clients.of(exchange.getRequest());
        client.attachTo(exchange);
        var id = RequestId.assign(exchange);
        AnswerHeaders.forAnyAnswer(exchange.getResponse().getHeaders(), id, client.https(), isPrivate(exchange));
        return chain.filter(exchange)
                .doFinally(end -> log.line(exchange.getRequest(), exchange.getResponse(), client, id, started));
    }

    private static boolean isPrivate(ServerWebExchange exchange) {
        return PrivatePaths.contain(RoutedPath.of(exchange.getRequest()));
    }
}
