package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import greenroom.privacy.DerivedKeys;
import greenroom.privacy.DerivedKeys.Use;
import greenroom.privacy.SessionSeal;
import greenroom.redis.PatientRedis;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.springframework.session.MapSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sessions of all replicas, in Redis: for each session one string, sealed, under the name that {@link Sessions#nameOf} gives
 * it; and for each person who has some a sorted set of those names, by the time of sign-in, under a keyed digest of the
 * username. Who reads Redis learns neither who is signed in nor an id that opens anything; who writes to it can end sessions
 * and make none.
 *
 * <p>Everything in it expires. Errors when Redis does not answer within a second.
 */
final class SessionsInRedis implements KeptSessions {
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final String SESSION = "greenroom:session:";
    private static final String SESSIONS_OF = "greenroom:sessions-of:";
    private static final int NAME_BYTES = 16;
    private static final SetArgs NEW = SetArgs.Builder.ex(LONGEST_UNUSED);
    private static final SetArgs IF_THERE = SetArgs.Builder.ex(LONGEST_UNUSED).xx();

    private final PatientRedis redis;
    private final SessionSeal seal;
    private final DerivedKeys keys;
    private final SessionText texts;

    SessionsInRedis(PatientRedis redis, SessionSeal seal, DerivedKeys keys, SessionText texts) {
        this.redis = redis;
        this.seal = seal;
        this.keys = keys;
        this.texts = texts;
    }

    @Override
    public Mono<MapSession> createSession() {
        return Mono.fromSupplier(() -> {
            var session = new MapSession(Secret.next().reveal());
            session.setMaxInactiveInterval(Sessions.IDLE);
            return session;
        });
    }

    @Override
    public Mono<Void> save(MapSession session) {
        var name = Sessions.nameOf(session);
        var list = listOf(session.getRequiredAttribute(USERNAME));
        var opened = (double) session.getCreationTime().toEpochMilli();
        return set(name, session, NEW)
                .then(redis.ask(commands -> commands.zadd(list, opened, bytes(name))))
                .then(redis.ask(commands -> commands.expire(list, Sessions.LIFETIME.plus(LONGEST_UNUSED))))
                .then();
    }

    @Override
    public Mono<Boolean> saveIfThere(MapSession session) {
        return set(Sessions.nameOf(session), session, IF_THERE).hasElement();
    }

    /** Empty when it was to be there and is not. */
    private Mono<String> set(String name, MapSession session, SetArgs how) {
        return redis.ask(commands -> commands.set(keyOf(name), bytes(seal.seal(texts.of(session), name)), how));
    }

    @Override
    public Mono<MapSession> findById(String id) {
        var name = Sessions.nameOf(id);
        return redis.ask(commands -> commands.get(keyOf(name))).flatMap(value -> Mono.justOrEmpty(open(value, name)));
    }

    private Optional<MapSession> open(byte[] value, String name) {
        return seal.open(new String(value, UTF_8), name).flatMap(texts::read);
    }

    /** Its name stays in its owner's list until that is next looked at. */
    @Override
    public Mono<Void> deleteById(String id) {
        return redis.ask(commands -> commands.del(keyOf(Sessions.nameOf(id)))).then();
    }

    @Override
    public Mono<List<MapSession>> of(String username) {
        return redis.ask(commands -> commands.zrevrange(listOf(username), 0, -1))
                .flatMapMany(Flux::fromIterable)
                .map(name -> new String(name, UTF_8))
                .collectList()
                .flatMap(names -> names.isEmpty() ? Mono.just(List.of()) : those(names, username));
    }

    private Mono<List<MapSession>> those(List<String> names, String username) {
        var sessionKeys = names.stream().map(SessionsInRedis::keyOf).toArray(byte[][]::new);
        return redis.ask(commands -> commands.mget(sessionKeys)).flatMap(found -> {
            var present = new ArrayList<MapSession>();
            var gone = new ArrayList<byte[]>();
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                found.get(i)
                        .optional()
                        .flatMap(value -> open(value, name))
                        .ifPresentOrElse(present::add, () -> gone.add(bytes(name)));
            }
            return forget(gone, username).thenReturn(List.copyOf(present));
        });
    }

    private Mono<Void> forget(List<byte[]> gone, String username) {
        return gone.isEmpty()
                ? Mono.empty()
                : redis.ask(commands -> commands.zrem(listOf(username), gone.toArray(byte[][]::new)))
                        .then();
    }

    private static byte[] keyOf(String name) {
        return bytes(SESSION + name);
    }

    private byte[] listOf(String username) {
        var mac = keys.mac(Use.SHARED_NAME, bytes(SESSIONS_OF), bytes(username));
        return bytes(SESSIONS_OF + HexFormat.of().formatHex(mac, 0, NAME_BYTES));
    }

    private static byte[] bytes(String string) {
        return string.getBytes(UTF_8);
    }
}
