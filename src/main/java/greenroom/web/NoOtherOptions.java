package greenroom.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Preflights were answered before. Any other {@code OPTIONS} is a method that no path has: the router is asked for one that
 * does not exist, and answers 405 or 404 as to any, where it would answer 200 or an empty 403 by itself.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class NoOtherOptions implements WebFilter {
    private static final HttpMethod NONE = HttpMethod.valueOf("NONE");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(
                HttpMethod.OPTIONS.equals(exchange.getRequest().getMethod())
                        ? exchange.mutate()
                                .request(request -> request.method(NONE))
                                .build()
                        : exchange);
    }
}
