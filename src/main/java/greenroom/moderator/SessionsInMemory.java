package greenroom.moderator;

import com.github.benmanes.caffeine.cache.Caffeine;
import greenroom.ids.Secret;
import java.util.List;
import java.util.Map;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveMapSessionRepository;
import org.springframework.session.Session;
import reactor.core.publisher.Mono;

/** Sessions of one process. There are 10,000 at most: past that the ones used least end. */
final class SessionsInMemory implements KeptSessions {
    static final int MOST = 10_000;

    private final Map<String, Session> live;
    private final ReactiveMapSessionRepository repository;

    SessionsInMemory() {
        // Every use is a write.
        this.live = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LONGEST_UNUSED)
                // so that there are never more, not even for a moment
                .executor(Runnable::run)
                .<String, Session>build()
                .asMap();
        this.repository = new ReactiveMapSessionRepository(live);
        repository.setDefaultMaxInactiveInterval(Sessions.IDLE);
        repository.setSessionIdGenerator(() -> Secret.next().reveal());
    }

    @Override
    public Mono<MapSession> createSession() {
        return repository.createSession();
    }

    @Override
    public Mono<Void> save(MapSession session) {
        return repository.save(session);
    }

    @Override
    public Mono<Boolean> saveIfThere(MapSession session) {
        return Mono.fromSupplier(
                () -> live.computeIfPresent(session.getId(), (id, before) -> new MapSession(session)) != null);
    }

    @Override
    public Mono<MapSession> findById(String id) {
        return repository.findById(id);
    }

    @Override
    public Mono<Void> deleteById(String id) {
        return repository.deleteById(id);
    }

    @Override
    public Mono<List<MapSession>> of(String username) {
        return Mono.fromSupplier(() -> live.values().stream()
                .filter(session -> username.equals(session.getAttribute(USERNAME)))
                .map(MapSession::new)
                .toList());
    }

    int count() {
        return live.size();
    }
}
