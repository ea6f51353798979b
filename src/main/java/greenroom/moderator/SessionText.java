package greenroom.moderator;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.session.MapSession;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A session as a string: JSON of its id, its times in milliseconds, and its attributes, which are strings. */
@Component
final class SessionText {
    private final JsonMapper json;

    SessionText(JsonMapper json) {
        this.json = json;
    }

    private record Parts(String id, long createdAt, long lastUsedAt, Map<String, String> attributes) {}

    String of(MapSession session) {
        var attributes = new TreeMap<String, String>();
        session.getAttributeNames().forEach(name -> attributes.put(name, session.getRequiredAttribute(name)));
        return json.writeValueAsString(new Parts(
                session.getId(),
                session.getCreationTime().toEpochMilli(),
                session.getLastAccessedTime().toEpochMilli(),
                attributes));
    }

    /** Empty where it is none. */
    Optional<MapSession> read(String text) {
        try {
            return Optional.of(session(json.readValue(text, Parts.class)));
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static MapSession session(Parts parts) {
        var session = new MapSession(parts.id());
        session.setCreationTime(Instant.ofEpochMilli(parts.createdAt()));
        session.setLastAccessedTime(Instant.ofEpochMilli(parts.lastUsedAt()));
        session.setMaxInactiveInterval(Sessions.IDLE);
        parts.attributes().forEach(session::setAttribute);
        return session;
    }
}
