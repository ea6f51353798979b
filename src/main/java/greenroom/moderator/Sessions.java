package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.ids.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is signed in, in this process's memory. Only a sign-in opens a session; ids are 32 random bytes, values are strings.
 *
 * <p>A session ends an hour after its last request, twelve hours after its sign-in, and when its owner opens the hundred
 * and first. There are 10,000 at most: past that the ones used least end.
 */
@Component
class Sessions {
    static final Duration IDLE = Duration.ofMinutes(60);
    static final Duration LIFETIME = Duration.ofHours(12);
    static final int MOST_OF_ONE_PERSON = 100;
    static final int MOST = 10_000;

    private static final int NAME_BYTES = 16;
    private static final String USERNAME = "username";
    private static final String EPOCH = "epoch";
    private static final String VOUCHED = "vouched";
    private static final String CSRF_TOKEN = "csrf-token";

    private final Clock clock;
    private final Map<String, Session> live;
    private final ReactiveMapSessionRepository repository;

    /**
     * Ids of sessions that ended a moment ago. A request that was under way saves its session when it is over, which would
     * bring it back.
     */
    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Sessions(Clock clock) {
        this.clock = clock;
        // Every use is a write. Those that are over go a minute later, so that this never decides when one is over.
        this.live = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(IDLE.plusMinutes(1))
                .<String, Session>build()
                .asMap();
        this.repository = new ReactiveMapSessionRepository(live);
        repository.setDefaultMaxInactiveInterval(IDLE);
        repository.setSessionIdGenerator(() -> Secret.next().reveal());
    }

    Mono<OpenSession> open(Account account) {
        return open(account, false);
    }

    /** {@code vouched}: an OpenID provider says that it is them. */
    Mono<OpenSession> open(Account account, boolean vouched) {
        return repository
                .createSession()
                .doOnNext(session -> begin(session, account, vouched))
                .flatMap(session -> repository.save(session).thenReturn(opened(session)))
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
        return Flux.fromIterable(beyondTheLimit(username)).concatMap(this::end).then();
    }

    private List<String> beyondTheLimit(String username) {
        return live.values().stream()
                .filter(session -> username.equals(text(session, USERNAME)))
                .sorted(Comparator.comparing(Session::getCreationTime).reversed())
                .skip(MOST_OF_ONE_PERSON)
                .map(Session::getId)
                .toList();
    }

    /** The session with this id, which a request uses now; empty when it is over or never was. */
    Mono<OpenSession> use(String id) {
        return repository.findById(id).filter(this::isAlive).flatMap(this::touch);
    }

    /** The same without using it. */
    Mono<OpenSession> look(String id) {
        return repository.findById(id).filter(this::isAlive).map(Sessions::opened);
    }

    private boolean isAlive(MapSession session) {
        var now = clock.instant();
        return ended.getIfPresent(session.getId()) == null
                && session.getLastAccessedTime().plus(IDLE).isAfter(now)
                && session.getCreationTime().plus(LIFETIME).isAfter(now);
    }

    private Mono<OpenSession> touch(MapSession session) {
        session.setLastAccessedTime(clock.instant());
        return repository.save(session).then(Mono.defer(() -> unlessEndedMeanwhile(session)));
    }

    private Mono<OpenSession> unlessEndedMeanwhile(MapSession session) {
        return ended.getIfPresent(session.getId()) == null
                ? Mono.just(opened(session))
                : repository.deleteById(session.getId()).then(Mono.empty());
    }

    Mono<Void> end(String id) {
        return Mono.defer(() -> {
            ended.put(id, true);
            return repository.deleteById(id);
        });
    }

    /**
     * Somebody's session, to look at.
     *
     * @param id names it without being its secret
     */
    record Listed(String id, Instant createdAt, Instant lastUsedAt, boolean current) {}

    /** Those of this person that are not over, the one used last first. */
    List<Listed> of(String username, @Nullable String current) {
        return aliveOf(username)
                .map(session -> new Listed(
                        nameOf(session),
                        session.getCreationTime().truncatedTo(ChronoUnit.MILLIS),
                        session.getLastAccessedTime().truncatedTo(ChronoUnit.MILLIS),
                        session.getId().equals(current)))
                .sorted(Comparator.comparing(Listed::lastUsedAt).reversed())
                .toList();
    }

    private Stream<Session> aliveOf(String username) {
        var now = clock.instant();
        return live.values().stream()
                .filter(session -> username.equals(text(session, USERNAME)))
                .filter(session -> ended.getIfPresent(session.getId()) == null
                        && session.getLastAccessedTime().plus(IDLE).isAfter(now)
                        && session.getCreationTime().plus(LIFETIME).isAfter(now));
    }

    private static String nameOf(Session session) {
        return HexFormat.of().formatHex(Secret.sha256(session.getId().getBytes(UTF_8)), 0, NAME_BYTES);
    }

    /** Ends the session of this person that is called so; whether there was one. */
    Mono<Boolean> end(String username, String name) {
        return Mono.defer(() -> Mono.justOrEmpty(aliveOf(username)
                        .filter(session -> nameOf(session).equals(name))
                        .map(Session::getId)
                        .findFirst()))
                .flatMap(id -> end(id).thenReturn(true))
                .defaultIfEmpty(false);
    }

    int count() {
        return live.size();
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
