package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is signed in. Only a sign-in opens a session; ids are 32 random bytes, values are strings.
 *
 * <p>A session ends an hour after its last request, twelve hours after its sign-in, and when its owner opens the hundred
 * and first.
 */
@Component
class Sessions {
    static final Duration IDLE = Duration.ofMinutes(60);
    static final Duration LIFETIME = Duration.ofHours(12);
    static final int MOST_OF_ONE_PERSON = 100;

    private static final int NAME_BYTES = 16;
    private static final String USERNAME = KeptSessions.USERNAME;
    private static final String EPOCH = "epoch";
    private static final String VOUCHED = "vouched";
    private static final String CSRF_TOKEN = "csrf-token";

    private final Clock clock;
    private final KeptSessions kept;

    Sessions(Clock clock, KeptSessions kept) {
        this.clock = clock;
        this.kept = kept;
    }

    Mono<OpenSession> open(Account account) {
        return open(account, false);
    }

    /** {@code vouched}: an OpenID provider says that it is them. */
    Mono<OpenSession> open(Account account, boolean vouched) {
        return kept.createSession()
                .doOnNext(session -> begin(session, account, vouched))
                .flatMap(session -> kept.save(session).thenReturn(opened(session)))
                .delayUntil(session -> endTheOldestOf(session.username()));
    }

    /** A new session in the place of this one, which ends, for the account as it is now. */
    Mono<OpenSession> renew(OpenSession session, Account account) {
        return end(session.id()).then(open(account, session.vouched()));
    }

    private void begin(MapSession session, Account account, boolean vouched) {
        session.setCreationTime(clock.instant());
        session.setLastAccessedTime(clock.instant());
        session.setAttribute(USERNAME, account.username());
        session.setAttribute(EPOCH, Integer.toString(account.epoch()));
        session.setAttribute(VOUCHED, Boolean.toString(vouched));
        session.setAttribute(CSRF_TOKEN, Secret.next().reveal());
    }

    private Mono<Void> endTheOldestOf(String username) {
        return kept.of(username)
                .flatMapIterable(Sessions::beyondTheLimit)
                .concatMap(this::end)
                .then();
    }

    private static List<String> beyondTheLimit(List<MapSession> sessions) {
        return sessions.stream()
                .sorted(Comparator.comparing(Session::getCreationTime).reversed())
                .skip(MOST_OF_ONE_PERSON)
                .map(Session::getId)
                .toList();
    }

    /** The session with this id, which a request uses now; empty when it is over or never was. */
    Mono<OpenSession> use(String id) {
        return kept.findById(id).filter(this::isAlive).flatMap(this::touch);
    }

    /** The same without using it. */
    Mono<OpenSession> look(String id) {
        return kept.findById(id).filter(this::isAlive).map(Sessions::opened);
    }

    private boolean isAlive(Session session) {
        var now = clock.instant();
        return session.getLastAccessedTime().plus(IDLE).isAfter(now)
                && session.getCreationTime().plus(LIFETIME).isAfter(now);
    }

    private Mono<OpenSession> touch(MapSession session) {
        session.setLastAccessedTime(clock.instant());
        return kept.saveIfThere(session).filter(there -> there).map(saved -> opened(session));
    }

    Mono<Void> end(String id) {
        return kept.deleteById(id);
    }

    /**
     * Somebody's session, to look at.
     *
     * @param id names it without being its secret
     */
    record Listed(String id, Instant createdAt, Instant lastUsedAt, boolean current) {}

    /** Those of this person that are not over, the one used last first. */
    Mono<List<Listed>> of(String username, @Nullable String current) {
        return aliveOf(username)
                .map(session -> new Listed(
                        nameOf(session),
                        session.getCreationTime().truncatedTo(ChronoUnit.MILLIS),
                        session.getLastAccessedTime().truncatedTo(ChronoUnit.MILLIS),
                        session.getId().equals(current)))
                .sort(Comparator.comparing(Listed::lastUsedAt).reversed())
                .collectList();
    }

    private Flux<MapSession> aliveOf(String username) {
        return kept.of(username).flatMapIterable(sessions -> sessions).filter(this::isAlive);
    }

    static String nameOf(Session session) {
        return nameOf(session.getId());
    }

    /** Tells nobody the id. */
    static String nameOf(String id) {
        return HexFormat.of().formatHex(Secret.sha256(id.getBytes(UTF_8)), 0, NAME_BYTES);
    }

    /** Ends the session of this person that is called so; whether there was one. */
    Mono<Boolean> end(String username, String name) {
        return aliveOf(username)
                .filter(session -> nameOf(session).equals(name))
                .next()
                .flatMap(session -> end(session.getId()).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private static OpenSession opened(Session session) {
        return new OpenSession(
                session.getId(),
                text(session, USERNAME),
                Integer.parseInt(text(session, EPOCH)),
                Boolean.parseBoolean(text(session, VOUCHED)),
                text(session, CSRF_TOKEN));
    }

    private static String text(Session session, String name) {
        return Objects.requireNonNull(session.<String>getAttribute(name));
    }
}
