package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks somebody who is signed in for a proof once more, since a session alone may be another's by now. Wrong ones count for
 * this person, together with those at a change of password.
 */
@Component
class OwnProof {
    private final Moderators moderators;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Audit audit;

    OwnProof(Moderators moderators, Passwords passwords, SignInGuard guard, Audit audit) {
        this.moderators = moderators;
        this.passwords = passwords;
        this.guard = guard;
        this.audit = audit;
    }

    static List<String> keys(OpenSession session) {
        return List.of("password of " + session.username());
    }

    /** Does it if this is their password. */
    <T> Mono<Tried<T>> byPassword(OpenSession session, String password, Mono<Tried<T>> act) {
        var check = moderators
                .credentials(session.username())
                .filterWhen(known -> passwords.matches(password, known.passwordHash()))
                .flatMap(known -> act)
                .defaultIfEmpty(new Tried.Wrong<>());
        return guarded(session, check, "wrong password at the second factor");
    }

    /** Does what tells by itself whether a code is right. */
    <T> Mono<Tried<T>> byCode(OpenSession session, Mono<Tried<T>> act) {
        return guarded(session, act, "wrong code at the second factor");
    }

    private <T> Mono<Tried<T>> guarded(OpenSession session, Mono<Tried<T>> check, String failure) {
        var audited = check.delayUntil(tried -> tried.isWrong()
                ? audit.write(AuditEntry.of(Action.SIGN_IN_FAILED, session.username(), null, failure))
                : Mono.empty());
        return guard.guarded(keys(session), audited, tried -> !tried.isWrong(), Tried.TooManyTries::new);
    }
}
