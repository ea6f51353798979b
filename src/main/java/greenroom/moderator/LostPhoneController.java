package greenroom.moderator;

import greenroom.web.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/admin/moderators/{username}/second-factor}: an admin takes away what somebody lost. */
@RestController
class LostPhoneController {
    private final Moderators moderators;
    private final SecondFactors secondFactors;

    LostPhoneController(Moderators moderators, SecondFactors secondFactors) {
        this.moderators = moderators;
        this.secondFactors = secondFactors;
    }

    @DeleteMapping("/api/v1/admin/moderators/{username}/second-factor")
    Mono<ResponseEntity<?>> reset(
            @PathVariable String username, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return Mono.just(ModeratorForm.normal(username))
                .filter(ModeratorForm::isUsername)
                .flatMap(moderators::now)
                .flatMap(account -> account.username().equals(me.username())
                        ? Mono.just(own().answer(exchange))
                        : reset(account, me, exchange))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.notFound().answer(exchange)));
    }

    /** Without this, a session or a token alone would take away its owner's second factor. */
    private static Problem own() {
        return Refusals.forbidden("Turn your own off at /api/v1/session/second-factor.");
    }

    private Mono<ResponseEntity<?>> reset(Account account, Moderator me, ServerWebExchange exchange) {
        return secondFactors
                .reset(account.username(), me.username())
                .map(mayDoIt -> mayDoIt
                        ? ResponseEntity.noContent().build()
                        : Problem.forbidden().answer(exchange));
    }
}
