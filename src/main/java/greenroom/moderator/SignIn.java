package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.audit.Action;
import greenroom.audit.Audit;
import greenroom.audit.AuditEntry;
import greenroom.ids.Secret;
import greenroom.moderator.Moderators.Credentials;
import greenroom.web.Client;
import greenroom.web.RequestId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Signs people in. Every try costs one hash and one entry in the audit, whether there is such a person or not, and its
 * answer does not tell which.
 */
@Component
class SignIn {
    /** A try. It prints neither its password nor its code. */
    record Attempt(
            String username,
            String password,
            @Nullable String code,
            Client client,
            Optional<String> deviceCookie,
            String requestId) {
        @Override
        public String toString() {
            return "Attempt[]";
        }
    }

    private enum Code {
        NOT_ASKED_FOR,
        MISSING,
        WRONG,
        RIGHT
    }

    /** Whose password was tried, whether it was theirs, and if it was, what became of the code. */
    private record Proof(@Nullable Credentials known, boolean isTheirs, Code code) {
        boolean isHalfway() {
            return known != null && known.account().enabled() && isTheirs;
        }

        boolean isGood() {
            return isHalfway() && (code == Code.NOT_ASKED_FOR || code == Code.RIGHT);
        }

        boolean asksForCode() {
            return isHalfway() && code == Code.MISSING;
        }

        Proof with(Code outcome) {
            return new Proof(known, isTheirs, outcome);
        }

        /** An unknown name is not told: it may be a password that was typed in the wrong field. */
        @Nullable
        String username() {
            return known == null ? null : known.account().username();
        }

        String reason() {
            if (known == null) {
                return "unknown username";
            }
            if (!known.account().enabled()) {
                return "disabled";
            }
            if (!isTheirs) {
                return "wrong password";
            }
            return code == Code.MISSING ? "right password, no code" : "right password, wrong code";
        }
    }

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Moderators moderators;
    private final ModeratorChanges changes;
    private final Passwords passwords;
    private final SecondFactors secondFactors;
    private final SignInGuard guard;
    private final DeviceCookie devices;
    private final Sessions sessions;
    private final Audit audit;

    SignIn(
            Moderators moderators,
            ModeratorChanges changes,
            Passwords passwords,
            SecondFactors secondFactors,
            SignInGuard guard,
            DeviceCookie devices,
            Sessions sessions,
            Audit audit) {
        this.moderators = moderators;
        this.changes = changes;
        this.passwords = passwords;
        this.secondFactors = secondFactors;
        this.guard = guard;
        this.devices = devices;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Emits exactly one outcome; a full line of hashes is an error that answers 503. */
    Mono<SignInOutcome> attempt(Attempt attempt) {
        return guard.guarded(
                keys(attempt),
                check(attempt),
                outcome -> !(outcome instanceof SignInOutcome.Wrong),
                SignInOutcome.TooManyTries::new);
    }

    private List<String> keys(Attempt attempt) {
        return attempt.deviceCookie()
                .flatMap(cookie -> devices.deviceOf(attempt.username(), cookie))
                .map(device -> List.of("device " + device))
                .orElseGet(
                        () -> List.of("address " + attempt.client().network(), "name " + digest(attempt.username())));
    }

    /** What is typed as a name can be long, and a password. */
    private static String digest(String name) {
        return HexFormat.of().formatHex(Secret.sha256(name.getBytes(UTF_8)));
    }

    private Mono<SignInOutcome> check(Attempt attempt) {
        return known(attempt.username())
                .flatMap(known -> prove(attempt, known))
                .flatMap(proof -> proof.isHalfway() ? proveCode(attempt, proof) : Mono.just(proof))
                .delayUntil(proof -> writeDown(attempt, proof))
                .flatMap(proof -> proof.isGood() ? welcome(attempt, proof) : Mono.just(refusal(proof)));
    }

    /** Only who knows the password is told that there is a second factor. */
    private static SignInOutcome refusal(Proof proof) {
        return proof.asksForCode() ? new SignInOutcome.CodeMissing() : new SignInOutcome.Wrong();
    }

    private Mono<Optional<Credentials>> known(String username) {
        return Mono.just(username)
                .filter(ModeratorForm::isUsername)
                .flatMap(moderators::credentials)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Proof> prove(Attempt attempt, Optional<Credentials> known) {
        var hash = known.map(Credentials::passwordHash).orElse(null);
        return passwords
                .matches(attempt.password(), hash)
                .map(isTheirs -> new Proof(known.orElse(null), isTheirs, Code.NOT_ASKED_FOR));
    }

    private Mono<Proof> proveCode(Attempt attempt, Proof proof) {
        return Mono.justOrEmpty(proof.known())
                .map(Credentials::account)
                .filter(Account::hasSecondFactor)
                .flatMap(account -> tryCode(account, attempt.code()))
                .map(proof::with)
                .defaultIfEmpty(proof);
    }

    private Mono<Code> tryCode(Account account, @Nullable String code) {
        return code == null || code.isBlank()
                ? Mono.just(Code.MISSING)
                : secondFactors.prove(account.username(), code).map(isTheirs -> isTheirs ? Code.RIGHT : Code.WRONG);
    }

    private Mono<?> writeDown(Attempt attempt, Proof proof) {
        var entry = proof.isGood()
                ? AuditEntry.of(Action.SIGN_IN, proof.username(), null, null)
                : AuditEntry.of(Action.SIGN_IN_FAILED, proof.username(), null, proof.reason());
        var id = attempt.requestId();
        var who = entry.by() == null ? "nobody known" : entry.by();
        RequestId.inLog(id, () -> log.info("{} {} of {}", id, entry.action().code(), who));
        return audit.write(entry);
    }

    private Mono<SignInOutcome> welcome(Attempt attempt, Proof proof) {
        return Mono.justOrEmpty(proof.known())
                .delayUntil(known -> keepUpToDate(attempt, known))
                .map(Credentials::account)
                .flatMap(
                        account -> sessions.open(account).map(session -> new SignInOutcome.SignedIn(account, session)));
    }

    private Mono<Void> keepUpToDate(Attempt attempt, Credentials known) {
        return passwords.isOutdated(known.passwordHash())
                ? passwords
                        .hash(attempt.password())
                        .flatMap(hash -> changes.rehash(attempt.username(), known.passwordHash(), hash))
                : Mono.empty();
    }
}
