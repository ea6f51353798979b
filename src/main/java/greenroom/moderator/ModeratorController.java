package greenroom.moderator;

import greenroom.moderator.ModeratorChanges.Outcome;
import greenroom.web.Problem;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/admin/moderators}: who may sign in, as admins of all sites set it. */
@RestController
class ModeratorController {
    private static final String PATH = "/api/v1/admin/moderators";

    private final Moderators moderators;
    private final ModeratorChanges changes;
    private final ModeratorFormCheck check;
    private final Passwords passwords;

    ModeratorController(
            Moderators moderators, ModeratorChanges changes, ModeratorFormCheck check, Passwords passwords) {
        this.moderators = moderators;
        this.changes = changes;
        this.check = check;
        this.passwords = passwords;
    }

    record Listed(
            String username,
            String displayName,
            Role role,
            @Nullable Set<String> sites,
            boolean enabled,
            SecondFactor secondFactor,
            boolean secondFactorRequired) {
        static Listed of(Account account) {
            return new Listed(
                    account.username(),
                    account.displayName(),
                    account.role(),
                    account.sites(),
                    account.enabled(),
                    SecondFactor.of(account, false),
                    account.secondFactorRequired());
        }
    }

    record Everybody(List<Listed> moderators) {}

    @GetMapping(PATH)
    Mono<Everybody> list() {
        return moderators
                .all()
                .map(accounts -> new Everybody(accounts.stream().map(Listed::of).toList()));
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> create(
            @RequestBody ModeratorForm form, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var one = check.toNew(form);
        return passwords
                .hash(one.password())
                .flatMap(hash -> changes.create(one, hash, me.username()))
                .flatMap(outcome -> outcome == Outcome.DONE ? created(one) : refused(outcome, exchange));
    }

    private Mono<ResponseEntity<?>> created(NewModerator one) {
        return moderators
                .now(one.username())
                .map(account -> ResponseEntity.created(URI.create(PATH + "/" + one.username()))
                        .body(Listed.of(account)));
    }

    @PutMapping(path = PATH + "/{username}", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> change(
            @PathVariable String username,
            @RequestBody ModeratorForm form,
            @AuthenticationPrincipal Moderator me,
            ServerWebExchange exchange) {
        return named(username)
                .flatMap(before -> before.username().equals(me.username()) && form.password() != null
                        ? ownPassword(exchange)
                        : change(check.toChange(before, form), me, exchange))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.notFound().answer(exchange)));
    }

    private Mono<ResponseEntity<?>> change(ModeratorChange change, Moderator me, ServerWebExchange exchange) {
        return hashOf(change)
                .flatMap(hash -> changes.change(change, hash, me.username()))
                .switchIfEmpty(Mono.defer(() -> changes.change(change, null, me.username())))
                .flatMap(outcome -> outcome == Outcome.DONE ? changed(change.username()) : refused(outcome, exchange));
    }

    private Mono<String> hashOf(ModeratorChange change) {
        return Mono.justOrEmpty(change.password()).flatMap(passwords::hash);
    }

    private Mono<ResponseEntity<?>> changed(String username) {
        return moderators.now(username).map(account -> ResponseEntity.ok(Listed.of(account)));
    }

    @DeleteMapping(PATH + "/{username}")
    Mono<ResponseEntity<?>> disable(
            @PathVariable String username, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return named(username)
                .flatMap(account -> changes.change(ModeratorChange.disabling(account.username()), null, me.username()))
                .defaultIfEmpty(Outcome.UNKNOWN)
                .flatMap(outcome -> outcome == Outcome.DONE ? gone() : refused(outcome, exchange));
    }

    private static Mono<ResponseEntity<?>> gone() {
        return Mono.just(ResponseEntity.noContent().build());
    }

    private Mono<Account> named(String username) {
        return Mono.just(ModeratorForm.normal(username))
                .filter(ModeratorForm::isUsername)
                .flatMap(moderators::now);
    }

    private static Mono<ResponseEntity<?>> ownPassword(ServerWebExchange exchange) {
        return Mono.just(Refusals.forbidden("Change your own password at /api/v1/session/password.")
                .answer(exchange));
    }

    private static Mono<ResponseEntity<?>> refused(Outcome why, ServerWebExchange exchange) {
        return Mono.just(problem(why).answer(exchange));
    }

    private static Problem problem(Outcome why) {
        return switch (why) {
            case TAKEN -> Problem.conflict("There is somebody with this username already.");
            case UNKNOWN -> Problem.notFound();
            case OWN_ROLE -> Refusals.forbidden("Nobody changes their own role. Ask another admin.");
            case LAST_ADMIN ->
                Problem.conflict("This is the last admin of all sites. Make another one first, then change this one.");
            case FORBIDDEN -> Problem.forbidden();
            case DONE -> throw new IllegalArgumentException("Nothing was refused");
        };
    }
}
