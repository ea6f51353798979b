package greenroom.web;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * The first thing that a request meets: it gets its id and its client, the answer its headers. One log line tells of it: no
 * query, no body, no header, no address.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class EveryRequest implements WebFilter {
    private static final Logger log = LoggerFactory.getLogger("greenroom.access");

    private final ClientAddress clients;
    private final ClientDigest digest;

    EveryRequest(ClientAddress clients, ClientDigest digest) {
        this.clients = clients;
        this.digest = digest;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var started = System.nanoTime();
        var client = clients.of(exchange.getRequest());
        client.attachTo(exchange);
        var id = RequestId.assign(exchange);
        var path = exchange.getRequest().getURI().getRawPath();
        AnswerHeaders.forAnyAnswer(exchange.getResponse().getHeaders(), id, client.https(), isPrivate(exchange));
        return chain.filter(exchange).doFinally(end -> log(exchange, client, id, path, started));
    }

    private static boolean isPrivate(ServerWebExchange exchange) {
        return PrivatePaths.contain(RoutedPath.of(exchange.getRequest()));
    }

    private void log(ServerWebExchange exchange, Client client, String id, String path, long started) {
        if (log.isInfoEnabled()) {
            var status = exchange.getResponse().getStatusCode();
            log.info(
                    "{} {} {} {} {}ms client={}",
                    id,
                    exchange.getRequest().getMethod(),
                    path,
                    status == null ? 200 : status.value(),
                    (System.nanoTime() - started) / 1_000_000,
                    digest.of(client));
        }
    }
}
