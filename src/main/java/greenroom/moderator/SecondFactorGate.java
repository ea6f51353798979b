package greenroom.moderator;

import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import greenroom.web.ProblemAnswers;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps who must set up a second factor first to the session's own paths. Tokens pass: their holders are machines, and only
 * a session that got this far could make them.
 */
@Component
final class SecondFactorGate {
    private static final ServerWebExchangeMatcher SESSION = pathMatchers("/api/v1/session", "/api/v1/session/**");

    private final ProblemAnswers problems;

    SecondFactorGate(ProblemAnswers problems) {
        this.problems = problems;
    }

    /** Not a {@code WebFilter} bean: those would run on every path. */
    WebFilter filter() {
        return this::check;
    }

    private Mono<Void> check(ServerWebExchange exchange, WebFilterChain chain) {
        return Caller.of(exchange) instanceof Caller.BySession me && me.secondFactor() == SecondFactor.TO_BE_SET_UP
                ? SESSION.matches(exchange).flatMap(path -> keepTo(path, exchange, chain))
                : chain.filter(exchange);
    }

    private Mono<Void> keepTo(MatchResult session, ServerWebExchange exchange, WebFilterChain chain) {
        return session.isMatch() ? chain.filter(exchange) : problems.write(exchange, Refusals.secondFactorToBeSetUp());
    }
}
