package greenroom.moderation;

import greenroom.moderator.Moderator;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Moderators' public answers. */
@RestController
class ReplyController {
    private static final String COMMENTS = "/api/v1/moderation/comments/";

    private final ModeratorReplies replies;

    ReplyController(ModeratorReplies replies) {
        this.replies = replies;
    }

    @PostMapping(COMMENTS + "{id}/reply")
    Mono<ResponseEntity<?>> reply(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String id,
            @RequestBody ReplyForm form,
            ServerWebExchange exchange) {
        return Answers.on(
                id, exchange, comment -> replies.reply(me, comment, form).map(attempt -> created(attempt, exchange)));
    }

    private static ResponseEntity<?> created(Attempt<QueueItem> attempt, ServerWebExchange exchange) {
        return attempt.fold(
                reply -> ResponseEntity.created(URI.create(COMMENTS + reply.id()))
                        .body(reply),
                refused -> refused.why().problem(refused.errors()).answer(exchange));
    }
}
