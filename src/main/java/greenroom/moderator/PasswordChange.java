package greenroom.moderator;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.moderator.Moderators.Credentials;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives somebody the new password that they asked for, with the old one as proof; their other sessions end. */
@Component
class PasswordChange {
    private final Moderators moderators;
    private final ModeratorChanges changes;
    private final Passwords passwords;
    private final SignInGuard guard;
    private final Sessions sessions;
    private final Audit audit;

    PasswordChange(
            Moderators moderators,
            ModeratorChanges changes,
            Passwords passwords,
            SignInGuard guard,
            Sessions sessions,
            Audit audit) {
        this.moderators = moderators;
        this.changes = changes;
        this.passwords = passwords;
        this.guard = guard;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** {@code newPassword} keeps the rules. Tries count for this person alone: they are signed in. */
    Mono<SignInOutcome> change(OpenSession session, String oldPassword, String newPassword) {
        return guard.guarded(
                List.of("password of " + session.username()),
                check(session, oldPassword, newPassword),
                SignInOutcome.SignedIn.class::isInstance,
                SignInOutcome.TooManyTries::new);
    }

    private Mono<SignInOutcome> check(OpenSession session, String oldPassword, String newPassword) {
        return moderators
                .credentials(session.username())
                .filterWhen(known -> passwords.matches(oldPassword, known.passwordHash()))
                .filterWhen(known -> replace(known, newPassword))
                .flatMap(known -> renew(session))
                .switchIfEmpty(Mono.defer(() -> refuse(session)));
    }

    private Mono<Boolean> replace(Credentials known, String newPassword) {
        return passwords
                .hash(newPassword)
                .flatMap(hash -> changes.changePassword(known.account().username(), known.passwordHash(), hash));
    }

    private Mono<SignInOutcome> renew(OpenSession session) {
        return moderators
                .now(session.username())
                .flatMap(account ->
                        sessions.renew(session, account).map(fresh -> new SignInOutcome.SignedIn(account, fresh)));
    }

    private Mono<SignInOutcome> refuse(OpenSession session) {
        return audit.write(AuditEntry.of(
                        Action.SIGN_IN_FAILED, session.username(), null, "wrong password at a change of password"))
                .thenReturn(new SignInOutcome.Wrong());
    }
}
