package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Authors, as moderators trust or ban them. */
@RestController
class AuthorController {
    private final Authors authors;

    AuthorController(Authors authors) {
        this.authors = authors;
    }

    @PutMapping("/api/v1/moderation/authors/{id}")
    Mono<ResponseEntity<?>> change(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String id,
            @RequestBody StandingForm form,
            ServerWebExchange exchange) {
        var errors = form.errors();
        if (!errors.isEmpty()) {
            return Mono.just(Problem.invalidRequest(errors).answer(exchange));
        }
        var standing = form.wanted().orElseThrow();
        return Answers.on(
                id,
                exchange,
                author -> authors.change(me, author, standing, Wording.reason(form.reason()))
                        .map(Answers.ok(exchange)));
    }
}
