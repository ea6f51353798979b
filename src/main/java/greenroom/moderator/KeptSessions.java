package greenroom.moderator;

import java.time.Duration;
import java.util.List;
import org.springframework.session.MapSession;
import org.springframework.session.ReactiveSessionRepository;
import reactor.core.publisher.Mono;

/**
 * Where sessions are kept. Their attributes are strings. It forgets a session some time after it is over, but never decides
 * when that is.
 */
interface KeptSessions extends ReactiveSessionRepository<MapSession> {
    Duration LONGEST_UNUSED = Sessions.IDLE.plusMinutes(1);

    /** The attribute that says whose it is. */
    String USERNAME = "username";

    /** Saves a use of a session that is there, and emits whether it is: one that ended meanwhile is not brought back. */
    Mono<Boolean> saveIfThere(MapSession session);

    /** Those of this person, of which there are few. */
    Mono<List<MapSession>> of(String username);
}
