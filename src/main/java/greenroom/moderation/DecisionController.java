package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Problem;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Decides on many comments at once. Each has its own outcome; one that does not apply stops no other. */
@RestController
class DecisionController {
    private final Decisions decisions;

    DecisionController(Decisions decisions) {
        this.decisions = decisions;
    }

    record Results(List<DecisionResult> results) {}

    @PostMapping("/api/v1/moderation/decisions")
    Mono<ResponseEntity<?>> decide(
            @AuthenticationPrincipal Moderator me, @RequestBody DecisionForm form, ServerWebExchange exchange) {
        var errors = form.errors();
        if (!errors.isEmpty()) {
            return Mono.just(Problem.invalidRequest(errors).answer(exchange));
        }
        return decisions.decide(me, form.toDecisions()).map(results -> ResponseEntity.ok(new Results(results)));
    }
}
