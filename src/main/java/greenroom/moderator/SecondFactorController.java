package greenroom.moderator;

import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/session/second-factor}: one's own. A token has none to change. */
@RestController
class SecondFactorController {
    private static final String PATH = "/api/v1/session/second-factor";
    private static final String TAKEN = "There is a second factor already. Turn it off first.";
    private static final String NOTHING_WAITS = "No second factor waits to be confirmed. Ask for a secret first.";
    private static final String TOO_SHORT =
            "Your password is too short to open your account alone. Change it first, to one of 15 characters or more.";
    private static final String NONE = "There is no second factor that recovery codes could stand in for.";

    private final SecondFactors secondFactors;
    private final OwnProof proof;
    private final Moderators moderators;
    private final Sessions sessions;
    private final Cookies cookies;

    SecondFactorController(
            SecondFactors secondFactors, OwnProof proof, Moderators moderators, Sessions sessions, Cookies cookies) {
        this.secondFactors = secondFactors;
        this.proof = proof;
        this.moderators = moderators;
        this.sessions = sessions;
        this.cookies = cookies;
    }

    record PasswordForm(@Nullable String password) {
        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    record CodeForm(@Nullable String code) {
        @Override
        public String toString() {
            return "CodeForm[]";
        }
    }

    record Told(boolean enabled, boolean required, long recoveryCodesLeft) {}

    /** The one answer that shows the secret: in base32, as what an app reads, and as that one's QR code. */
    record Shown(String secret, String uri, List<String> qr) {
        static Shown of(String username, byte[] secret) {
            var uri = OneTimeCodes.uri(username, secret);
            return new Shown(OneTimeCodes.base32(secret), uri, QrCode.rows(uri));
        }

        @Override
        public String toString() {
            return "Shown[]";
        }
    }

    record Codes(List<String> recoveryCodes) {
        @Override
        public String toString() {
            return "Codes[]";
        }
    }

    @GetMapping(PATH)
    Mono<Told> tell(@AuthenticationPrincipal Moderator me) {
        return Mono.zip(moderators.now(me.username()), secondFactors.recoveryCodesLeft(me.username()))
                .map(both ->
                        new Told(both.getT1().hasSecondFactor(), both.getT1().secondFactorRequired(), both.getT2()));
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> setUp(@RequestBody PasswordForm form, ServerWebExchange exchange) {
        var session = session(exchange);
        return proof.byPassword(session, password(form), secondFactors.prepare(session.username()))
                .flatMap(tried -> settle(tried, secret -> show(session.username(), secret), TAKEN, exchange));
    }

    private static Mono<ResponseEntity<?>> show(String username, byte[] secret) {
        return Mono.just(ResponseEntity.status(HttpStatus.CREATED).body(Shown.of(username, secret)));
    }

    @PutMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> confirm(@RequestBody CodeForm form, ServerWebExchange exchange) {
        var session = session(exchange);
        var code = required("/code", form.code());
        return proof.byCode(session, secondFactors.confirm(session.username(), code))
                .flatMap(tried -> settle(tried, codes -> confirmed(codes, session, exchange), NOTHING_WAITS, exchange));
    }

    private Mono<ResponseEntity<?>> confirmed(List<String> codes, OpenSession session, ServerWebExchange exchange) {
        return renew(session, exchange).thenReturn(ResponseEntity.ok(new Codes(codes)));
    }

    /** The account's sessions are over; this one goes on under another id. */
    private Mono<OpenSession> renew(OpenSession session, ServerWebExchange exchange) {
        return moderators
                .now(session.username())
                .flatMap(account -> sessions.renew(session, account))
                .doOnNext(fresh -> cookies.setSession(exchange, fresh));
    }

    @PostMapping(path = PATH + "/recovery-codes", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> renewRecoveryCodes(@RequestBody PasswordForm form, ServerWebExchange exchange) {
        var session = session(exchange);
        return proof.byPassword(session, password(form), secondFactors.renewRecoveryCodes(session.username()))
                .flatMap(tried ->
                        settle(tried, codes -> Mono.just(ResponseEntity.ok(new Codes(codes))), NONE, exchange));
    }

    @DeleteMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> disable(@RequestBody PasswordForm form, ServerWebExchange exchange) {
        var session = session(exchange);
        Mono<Tried<Boolean>> act = PasswordRules.isEnoughAlone(password(form))
                ? secondFactors.disable(session.username()).map(Tried.Right::new)
                : Mono.just(new Tried.OutOfPlace<>());
        return proof.byPassword(session, password(form), act)
                .flatMap(tried -> settle(tried, gone -> disabled(gone, session, exchange), TOO_SHORT, exchange));
    }

    private Mono<ResponseEntity<?>> disabled(boolean wasThere, OpenSession session, ServerWebExchange exchange) {
        return Mono.just(session)
                .filter(here -> wasThere)
                .flatMap(here -> renew(here, exchange))
                .then(Mono.just(ResponseEntity.noContent().build()));
    }

    private static OpenSession session(ServerWebExchange exchange) {
        if (Caller.of(exchange) instanceof Caller.BySession me) {
            return me.session();
        }
        throw Refusals.forbidden("A second factor is changed by who is signed in, not by a token.")
                .thrown();
    }

    private static String password(PasswordForm form) {
        return required("/password", form.password());
    }

    private static String required(String field, @Nullable String value) {
        return Optional.ofNullable(value)
                .orElseThrow(() -> Problem.invalidRequest(
                                List.of(new FieldError(field, "required", "This field is missing.")))
                        .thrown());
    }

    private static <T> Mono<ResponseEntity<?>> settle(
            Tried<T> tried, Function<T, Mono<ResponseEntity<?>>> right, String whyNot, ServerWebExchange exchange) {
        return tried.fold(
                right,
                () -> answer(Refusals.badCredentials(), exchange),
                () -> answer(Problem.conflict(whyNot), exchange),
                many -> answer(Refusals.tooManyTries(many.retryAfterSeconds()), exchange));
    }

    private static Mono<ResponseEntity<?>> answer(Problem problem, ServerWebExchange exchange) {
        return Mono.just(problem.answer(exchange));
    }
}
