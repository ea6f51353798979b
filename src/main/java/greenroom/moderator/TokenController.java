package greenroom.moderator;

import greenroom.web.FieldError;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/tokens}: an admin's API tokens. */
@RestController
class TokenController {
    private static final String PATH = "/api/v1/tokens";
    private static final int LONGEST_NAME = 100;

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    record TokenForm(@Nullable String name, @Nullable String role) {}

    record All(List<Tokens.Listed> tokens) {}

    @GetMapping(PATH)
    Mono<All> list(@AuthenticationPrincipal Moderator me) {
        return tokens.list(me).map(All::new);
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> make(
            @RequestBody TokenForm form, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var name = form.name() == null ? "" : form.name().strip();
        var role = Optional.ofNullable(form.role()).flatMap(Role::of);
        var errors = errors(name, role);
        return errors.isEmpty()
                ? make(name, role.orElseThrow(), me, exchange)
                : Mono.just(Problem.invalidRequest(errors).answer(exchange));
    }

    private Mono<ResponseEntity<?>> make(String name, Role role, Moderator me, ServerWebExchange exchange) {
        return tokens.make(name, role, me)
                .<ResponseEntity<?>>map(
                        made -> ResponseEntity.status(HttpStatus.CREATED).body(made))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.forbidden().answer(exchange)));
    }

    private static List<FieldError> errors(String name, Optional<Role> role) {
        var errors = new ArrayList<FieldError>();
        var length = name.codePointCount(0, name.length());
        if (length < 1 || length > LONGEST_NAME || name.codePoints().anyMatch(TokenController::isNoCharacter)) {
            errors.add(new FieldError(
                    "/name", "name-invalid", "A token's name is 1 to " + LONGEST_NAME + " characters on one line."));
        }
        if (role.isEmpty()) {
            errors.add(new FieldError("/role", "role-invalid", "A role is moderator or admin."));
        }
        return errors;
    }

    private static boolean isNoCharacter(int c) {
        return Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @DeleteMapping(PATH + "/{id}")
    Mono<ResponseEntity<?>> revoke(
            @PathVariable String id, @AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return Mono.justOrEmpty(Parameters.uuid(id))
                .flatMap(known -> tokens.revoke(known, me))
                .defaultIfEmpty(false)
                .map(revoked -> revoked
                        ? ResponseEntity.noContent().build()
                        : Problem.notFound().answer(exchange));
    }
}
