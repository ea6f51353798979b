package greenroom.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands before actuator's own port, and nowhere else. Without {@code Authorization} one sees what anybody may: states
 * without details, numbers, versions. With the operator's token one sees details, and may change log levels and empty caches
 * where those endpoints are on. A wrong token is 401, whatever was asked for.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
final class ActuatorGate implements WebFilter {
    private static final String BEARER = "Bearer ";

    /** By name, for an operator may have moved them to other paths. */
    private static final ServerWebExchangeMatcher OPERATORS_ONLY = EndpointRequest.to("loggers", "caches");

    private static final Authentication OPERATOR = new PreAuthenticatedAuthenticationToken(
            "operator", null, AuthorityUtils.createAuthorityList("ROLE_OPERATOR"));

    private final byte @Nullable [] token;
    private final ProblemAnswers problems;

    ActuatorGate(ActuatorSettings settings, ProblemAnswers problems) {
        this.token = settings.token() == null ? null : settings.token().getBytes(UTF_8);
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var shown = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (shown != null) {
            return isTheToken(shown)
                    ? chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(OPERATOR))
                    : problems.write(exchange, unauthenticated());
        }
        return OPERATORS_ONLY
                .matches(exchange)
                .flatMap(found ->
                        found.isMatch() ? problems.write(exchange, unauthenticated()) : chain.filter(exchange));
    }

    private boolean isTheToken(String shown) {
        return token != null
                && shown.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        token, shown.substring(BEARER.length()).strip().getBytes(UTF_8));
    }

    private static Problem unauthenticated() {
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "Unauthenticated",
                        "This is for the operator, who shows greenroom.actuator.token as a bearer token.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"greenroom\"");
    }
}
