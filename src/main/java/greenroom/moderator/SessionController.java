package greenroom.moderator;

import com.fasterxml.jackson.annotation.JsonProperty;
import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.ids.Secret;
import greenroom.moderator.SignIn.Attempt;
import greenroom.moderator.SignInOutcome.SignedIn;
import greenroom.web.Client;
import greenroom.web.FieldError;
import greenroom.web.Problem;
import greenroom.web.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/session}: sign in, who am I, sign out, and a new password. */
@RestController
class SessionController {
    private static final String PATH = "/api/v1/session";

    private final SignIn signIn;
    private final PasswordChange passwordChange;
    private final PasswordRules passwordRules;
    private final Moderators moderators;
    private final Sessions sessions;
    private final DeviceCookie devices;
    private final Cookies cookies;
    private final Audit audit;

    SessionController(
            SignIn signIn,
            PasswordChange passwordChange,
            PasswordRules passwordRules,
            Moderators moderators,
            Sessions sessions,
            DeviceCookie devices,
            Cookies cookies,
            Audit audit) {
        this.signIn = signIn;
        this.passwordChange = passwordChange;
        this.passwordRules = passwordRules;
        this.moderators = moderators;
        this.sessions = sessions;
        this.devices = devices;
        this.cookies = cookies;
        this.audit = audit;
    }

    /**
     * {@code code}: of a second factor, where there is one, or a recovery code. {@code rememberDevice}: this browser's failures are to count by
     * themselves.
     */
    record SignInForm(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code,
            @Nullable Boolean rememberDevice) {
        @Override
        public String toString() {
            return "SignInForm[]";
        }
    }

    record PasswordForm(
            @JsonProperty("old") @Nullable String oldPassword,
            @JsonProperty("new") @Nullable String newPassword) {
        @Override
        public String toString() {
            return "PasswordForm[]";
        }
    }

    /** {@code sites} are null for all. */
    record WhoAmI(
            String username,
            String displayName,
            Role role,
            @Nullable Set<String> sites,
            SecondFactor secondFactor) {
        static WhoAmI of(Moderator moderator, SecondFactor secondFactor) {
            return new WhoAmI(
                    moderator.username(), moderator.displayName(), moderator.role(), moderator.sites(), secondFactor);
        }
    }

    @GetMapping(PATH)
    Mono<WhoAmI> whoAmI(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        return secondFactorOf(me, exchange).map(state -> WhoAmI.of(me, state));
    }

    /** A token knows no second factor: told is the one of its maker. */
    private Mono<SecondFactor> secondFactorOf(Moderator me, ServerWebExchange exchange) {
        return Caller.of(exchange) instanceof Caller.BySession caller
                ? Mono.just(caller.secondFactor())
                : moderators.named(me.username()).map(account -> SecondFactor.of(account, false));
    }

    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> signIn(@RequestBody SignInForm form, ServerWebExchange exchange) {
        if (!cookies.work(exchange)) {
            return answer(Refusals.forbidden("This installation signs in over https only."), exchange);
        }
        if (form.username() == null || form.password() == null) {
            return answer(missing("/username", form.username(), "/password", form.password()), exchange);
        }
        var username = ModeratorForm.normal(form.username());
        return signIn.attempt(new Attempt(
                        username,
                        form.password(),
                        form.code(),
                        Client.of(exchange),
                        cookies.device(exchange),
                        RequestId.of(exchange)))
                .flatMap(outcome -> settle(outcome, in -> welcome(in, form, exchange), exchange));
    }

    /** Whatever session the browser came with is over: it may have been planted. */
    private Mono<ResponseEntity<?>> welcome(SignedIn in, SignInForm form, ServerWebExchange exchange) {
        cookies.setSession(exchange, in.session());
        if (Boolean.TRUE.equals(form.rememberDevice())) {
            cookies.setDevice(exchange, devices.make(in.account().username()));
        }
        return Mono.justOrEmpty(cookies.session(exchange))
                .flatMap(sessions::end)
                .thenReturn(ResponseEntity.ok(WhoAmI.of(
                        in.account().moderator(),
                        SecondFactor.of(in.account(), in.session().vouched()))));
    }

    @DeleteMapping(PATH)
    Mono<ResponseEntity<?>> signOut(ServerWebExchange exchange) {
        return Mono.just(Caller.of(exchange))
                .ofType(Caller.BySession.class)
                .flatMap(caller -> end(caller, exchange))
                .then(Mono.just(ResponseEntity.noContent().build()));
    }

    private Mono<?> end(Caller.BySession caller, ServerWebExchange exchange) {
        cookies.clearSession(exchange);
        cookies.setCsrf(exchange, Secret.next().reveal());
        return sessions.end(caller.session().id())
                .then(audit.write(
                        AuditEntry.of(Action.SIGN_OUT, caller.moderator().username(), null, null)));
    }

    @PostMapping(path = PATH + "/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> changePassword(@RequestBody PasswordForm form, ServerWebExchange exchange) {
        if (!(Caller.of(exchange) instanceof Caller.BySession me)) {
            return answer(Refusals.forbidden("A password is changed by who is signed in, not by a token."), exchange);
        }
        if (form.oldPassword() == null || form.newPassword() == null) {
            return answer(missing("/old", form.oldPassword(), "/new", form.newPassword()), exchange);
        }
        var broken = broken(me, form.newPassword());
        return broken.isPresent()
                ? answer(Problem.invalidRequest(broken.stream().toList()), exchange)
                : changePassword(me, form.oldPassword(), form.newPassword(), exchange);
    }

    private Optional<FieldError> broken(Caller.BySession me, String password) {
        var moderator = me.moderator();
        return me.secondFactor() == SecondFactor.ON
                ? passwordRules.brokenBesideACode("/new", password, moderator.username(), moderator.displayName())
                : passwordRules.broken("/new", password, moderator.username(), moderator.displayName());
    }

    private Mono<ResponseEntity<?>> changePassword(
            Caller.BySession me, String oldPassword, String newPassword, ServerWebExchange exchange) {
        return passwordChange
                .change(me.session(), oldPassword, newPassword)
                .flatMap(outcome -> settle(outcome, in -> keep(in, exchange), exchange));
    }

    private Mono<ResponseEntity<?>> keep(SignedIn in, ServerWebExchange exchange) {
        cookies.setSession(exchange, in.session());
        return Mono.just(ResponseEntity.noContent().build());
    }

    private static Mono<ResponseEntity<?>> settle(
            SignInOutcome outcome, Function<SignedIn, Mono<ResponseEntity<?>>> right, ServerWebExchange exchange) {
        return outcome.fold(
                right,
                halfway -> answer(Refusals.codeMissing(), exchange),
                wrong -> answer(Refusals.badCredentials(), exchange),
                many -> answer(Refusals.tooManyTries(many.retryAfterSeconds()), exchange));
    }

    private static Problem missing(
            String first, @Nullable String firstValue, String second, @Nullable String secondValue) {
        var errors = new ArrayList<FieldError>();
        if (firstValue == null) {
            errors.add(new FieldError(first, "required", "This field is missing."));
        }
        if (secondValue == null) {
            errors.add(new FieldError(second, "required", "This field is missing."));
        }
        return Problem.invalidRequest(List.copyOf(errors));
    }

    private static Mono<ResponseEntity<?>> answer(Problem problem, ServerWebExchange exchange) {
        return Mono.just(problem.answer(exchange));
    }
}
