package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Problem;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows the email behind a comment: a POST, because it leaves a trace. */
@RestController
class RevealController {
    private final Reveals reveals;

    RevealController(Reveals reveals) {
        this.reveals = reveals;
    }

    @PostMapping("/api/v1/moderation/comments/{id}/email")
    Mono<ResponseEntity<?>> reveal(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String id,
            @RequestBody RevealForm form,
            ServerWebExchange exchange) {
        var error = form.error();
        if (error.isPresent()) {
            return Mono.just(Problem.invalidRequest(List.of(error.get())).answer(exchange));
        }
        return Answers.on(
                id,
                exchange,
                comment -> reveals.reveal(me, comment, Wording.reason(form.reason()))
                        .map(Answers.ok(exchange)));
    }
}
