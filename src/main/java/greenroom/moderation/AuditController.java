package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The audit, for all who decide. */
@RestController
class AuditController {
    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/api/v1/moderation/audit")
    Mono<ResponseEntity<?>> list(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var filter = AuditFilter.of(Parameters.of(exchange));
        if (filter.site() != null && !me.mayWorkOn(filter.site())) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        return trail.page(me, filter).map(ResponseEntity::ok);
    }
}
