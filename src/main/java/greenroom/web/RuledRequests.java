package greenroom.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Ends what breaks the rules for every request, before anything else reads it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class RuledRequests implements WebFilter {
    private final ProblemAnswers problems;

    RuledRequests(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var problem = RequestRules.broken(exchange.getRequest());
        if (problem != null) {
            return problems.write(exchange, problem);
        }
        return chain.filter(BodyLimit.isKnown(exchange.getRequest()) ? exchange : counted(exchange));
    }

    private static ServerWebExchange counted(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(BodyLimit.counted(exchange.getRequest()))
                .build();
    }
}
