package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.web.Problem;
import greenroom.web.ProblemAnswers;
import greenroom.web.RequestId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * What the desk answers when it says no. What was refused to somebody known is written down; strangers' refusals are only
 * logged, or they could fill the audit.
 */
@Component
final class Refusals {
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);
    private static final String SECOND_FACTOR = "second-factor-required";
    private static final String CHALLENGE = "Bearer realm=\"greenroom\"";

    /** {@code /api/v1/admin/moderators}: the rest of a path is somebody's input. */
    private static final int SEGMENTS_TOLD = 4;

    private final Audit audit;
    private final ProblemAnswers problems;

    Refusals(Audit audit, ProblemAnswers problems) {
        this.audit = audit;
        this.problems = problems;
    }

    static Problem unauthenticated() {
        return unauthorized("unauthenticated", "Unauthenticated", "Sign in first, or send a valid API token.");
    }

    /** The same for a wrong password, an unknown user and a disabled one. */
    static Problem badCredentials() {
        return unauthorized("bad-credentials", "Bad credentials", "The username or the password is wrong.");
    }

    /** Only for who sent the right password. */
    static Problem codeMissing() {
        return unauthorized(
                SECOND_FACTOR, "Second factor required", "Send the code of the moment too, or a recovery code.");
    }

    static Problem secondFactorToBeSetUp() {
        return Problem.of(
                HttpStatus.FORBIDDEN,
                SECOND_FACTOR,
                "Second factor required",
                "An admin demands a second factor of this account. Set it up first.");
    }

    /** 401 with its challenge (RFC 9110 section 11.6.1); never Basic, at which browsers ask for a password. */
    private static Problem unauthorized(String slug, String title, String detail) {
        return Problem.of(HttpStatus.UNAUTHORIZED, slug, title, detail).with(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }

    static Problem tooManyTries(long retryAfterSeconds) {
        return Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "rate-limited",
                        "Too many tries",
                        "There were too many wrong passwords. Please wait before the next try.")
                .with(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds));
    }

    static Problem forbidden(String detail) {
        return Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", detail);
    }

    Mono<Void> strangers(ServerWebExchange exchange) {
        return problems.write(exchange, unauthenticated());
    }

    Mono<Void> access(ServerWebExchange exchange) {
        return refuse(exchange, Action.ACCESS_REFUSED, Problem.forbidden());
    }

    Mono<Void> csrf(ServerWebExchange exchange, String detail) {
        return refuse(
                exchange,
                Action.CSRF_REFUSED,
                Problem.of(HttpStatus.FORBIDDEN, "csrf-token-invalid", "CSRF token invalid", detail));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Action action, Problem problem) {
        var id = RequestId.of(exchange);
        RequestId.inLog(id, () -> log.info("{} {} {}", id, action.code(), call(exchange)));
        return Mono.justOrEmpty(Caller.of(exchange).known())
                .flatMap(known -> write(exchange, action, known))
                .then(Mono.defer(() -> problems.write(exchange, problem)));
    }

    /** The refusal stands, whether it can be written down or not. */
    private Mono<Void> write(ServerWebExchange exchange, Action action, Moderator known) {
        return audit.write(AuditEntry.of(action, known.username(), null, call(exchange)))
                .then()
                .onErrorResume(failure -> {
                    var id = RequestId.of(exchange);
                    RequestId.inLog(
                            id, () -> log.warn("{} {} was not audited: {}", id, action.code(), failure.toString()));
                    return Mono.empty();
                });
    }

    private static String call(ServerWebExchange exchange) {
        var segments = exchange.getRequest().getURI().getRawPath().split("/", SEGMENTS_TOLD + 2);
        var told = Math.min(segments.length, SEGMENTS_TOLD + 1);
        return exchange.getRequest().getMethod() + " "
                + String.join("/", List.of(segments).subList(0, told));
    }
}
