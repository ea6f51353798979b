package greenroom.moderator;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Whether who opened a long answer may still have it. Asking is no activity: it keeps no session alive. */
@Component
public class StillSignedIn {
    private static final int SCHEME = "Bearer ".length();

    private final Sessions sessions;
    private final Moderators moderators;
    private final Tokens tokens;

    StillSignedIn(Sessions sessions, Moderators moderators, Tokens tokens) {
        this.sessions = sessions;
        this.moderators = moderators;
        this.tokens = tokens;
    }

    /**
     * Emits who they are now, each time that it is asked; empty once session or token is over, or a second factor is demanded
     * that is not there.
     */
    public Mono<Moderator> of(ServerWebExchange exchange) {
        var caller = Caller.of(exchange);
        if (caller instanceof Caller.BySession known) {
            return Mono.defer(() -> sessions.look(known.session().id())).flatMap(this::owner);
        }
        var authorization = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return authorization == null || authorization.length() < SCHEME
                ? Mono.empty()
                : Mono.defer(() -> tokens.holder(authorization.substring(SCHEME).strip()));
    }

    private Mono<Moderator> owner(OpenSession session) {
        return moderators
                .named(session.username())
                .filter(account -> account.enabled() && account.epoch() == session.epoch())
                .filter(account -> SecondFactor.of(account, session.vouched()) != SecondFactor.TO_BE_SET_UP)
                .map(Account::moderator);
    }
}
