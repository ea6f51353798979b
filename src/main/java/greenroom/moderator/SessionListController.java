package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.web.Problem;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/session/all}: where else I am signed in. */
@RestController
class SessionListController {
    private static final String PATH = "/api/v1/session/all";

    private final Sessions sessions;
    private final Audit audit;

    SessionListController(Sessions sessions, Audit audit) {
        this.sessions = sessions;
        this.audit = audit;
    }

    record All(List<Sessions.Listed> sessions) {}

    @GetMapping(PATH)
    Mono<All> list(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var current = Caller.of(exchange) instanceof Caller.BySession known
                ? known.session().id()
                : null;
        return sessions.of(me.username(), current).map(All::new);
    }

    @DeleteMapping(PATH + "/{id}")
    Mono<ResponseEntity<?>> end(
            @PathVariable String id, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return sessions.end(me.username(), id)
                .delayUntil(ended -> ended
                        ? audit.write(AuditEntry.of(Action.SIGN_OUT, me.username(), null, "from the list of sessions"))
                        : Mono.empty())
                .map(ended -> ended
                        ? ResponseEntity.noContent().build()
                        : Problem.notFound().answer(exchange));
    }
}
