package greenroom.moderator;

import greenroom.web.ProblemAnswers;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.context.ServerSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Finds out who calls. With an {@code Authorization} header only that counts, and a wrong one ends the request; else the
 * session's cookie does, and a wrong one is as good as none.
 */
@Component
final class Identification implements ServerSecurityContextRepository {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Sessions sessions;
    private final Moderators moderators;
    private final Cookies cookies;
    private final ProblemAnswers problems;

    Identification(Tokens tokens, Sessions sessions, Moderators moderators, Cookies cookies, ProblemAnswers problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.moderators = moderators;
        this.cookies = cookies;
        this.problems = problems;
    }

    /** Not a {@code WebFilter} bean: those would run on every path. */
    WebFilter filter() {
        return this::identify;
    }

    private Mono<Void> identify(ServerWebExchange exchange, WebFilterChain chain) {
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return authorization == null
                ? bySession(exchange).flatMap(caller -> goOn(exchange, chain, caller))
                : byToken(authorization).flatMap(caller -> goOn(exchange, chain, caller));
    }

    private Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Caller caller) {
        caller.attachTo(exchange);
        return exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                        && caller instanceof Caller.Stranger
                ? problems.write(exchange, Refusals.unauthenticated())
                : chain.filter(exchange);
    }

    private Mono<Caller> byToken(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Mono.just(new Caller.Stranger());
        }
        return tokens.holder(authorization.substring(BEARER.length()).strip())
                .<Caller>map(Caller.ByToken::new)
                .defaultIfEmpty(new Caller.Stranger());
    }

    private Mono<Caller> bySession(ServerWebExchange exchange) {
        return Mono.justOrEmpty(cookies.session(exchange))
                .flatMap(sessions::use)
                .flatMap(this::owner)
                .defaultIfEmpty(new Caller.Stranger());
    }

    /** What is remembered may be older than the session; only the store ends one. */
    private Mono<Caller> owner(OpenSession session) {
        return moderators
                .named(session.username())
                .filter(account -> isOf(account, session))
                .switchIfEmpty(Mono.defer(() -> moderators.now(session.username())))
                .filter(account -> isOf(account, session))
                .<Caller>map(account ->
                        new Caller.BySession(account.moderator(), SecondFactor.of(account, session.vouched()), session))
                .switchIfEmpty(Mono.defer(() -> sessions.end(session.id()).then(Mono.empty())));
    }

    private static boolean isOf(Account account, OpenSession session) {
        return account.enabled() && account.epoch() == session.epoch();
    }

    @Override
    public Mono<SecurityContext> load(ServerWebExchange exchange) {
        return Mono.justOrEmpty(Caller.of(exchange).known()).map(Identification::context);
    }

    private static SecurityContext context(Moderator moderator) {
        return new SecurityContextImpl(
                new PreAuthenticatedAuthenticationToken(moderator, null, AuthorityUtils.NO_AUTHORITIES));
    }

    /** Sign-in keeps its own sessions: there is nothing to save here. */
    @Override
    public Mono<Void> save(ServerWebExchange exchange, @Nullable SecurityContext context) {
        return Mono.empty();
    }
}
