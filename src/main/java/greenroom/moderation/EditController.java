package greenroom.moderation;

import greenroom.moderator.Moderator;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Edits of comments' texts. */
@RestController
class EditController {
    private final Edits edits;

    EditController(Edits edits) {
        this.edits = edits;
    }

    @PatchMapping("/api/v1/moderation/comments/{id}")
    Mono<ResponseEntity<?>> edit(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String id,
            @RequestBody EditForm form,
            ServerWebExchange exchange) {
        return Answers.on(id, exchange, comment -> edits.edit(me, comment, form).map(Answers.ok(exchange)));
    }
}
