package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The queue, and single comments out of it. */
@RestController
class QueueController {
    private final ModerationQueue queue;

    QueueController(ModerationQueue queue) {
        this.queue = queue;
    }

    @GetMapping("/api/v1/moderation/comments")
    Mono<ResponseEntity<?>> list(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var filter = QueueFilter.of(Parameters.of(exchange));
        if (filter.site() != null && !me.mayWorkOn(filter.site())) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        return queue.page(me, filter).map(ResponseEntity::ok);
    }

    /** How many comments a filter finds, for who means all of them. */
    @GetMapping("/api/v1/moderation/queue/count")
    Mono<ResponseEntity<?>> count(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var filter = QueueFilter.of(Parameters.of(exchange));
        if (filter.site() != null && !me.mayWorkOn(filter.site())) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        return queue.count(me, filter).map(ResponseEntity::ok);
    }

    @GetMapping("/api/v1/moderation/comments/{id}")
    Mono<ResponseEntity<?>> show(
            @AuthenticationPrincipal Moderator me, @PathVariable String id, ServerWebExchange exchange) {
        return Answers.on(id, exchange, comment -> queue.inFull(me, comment).map(Answers.ok(exchange)));
    }
}
