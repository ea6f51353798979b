package greenroom.moderator;

import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/** Who sends a request to the desk, and by what they show it. */
sealed interface Caller {
    /** Nobody known. */
    record Stranger() implements Caller {
        @Override
        public Optional<Moderator> known() {
            return Optional.empty();
        }
    }

    /** By an API token in the {@code Authorization} header, which no browser sends by itself. */
    record ByToken(Moderator moderator) implements Caller {
        @Override
        public Optional<Moderator> known() {
            return Optional.of(moderator);
        }
    }

    /** By the session's cookie. */
    record BySession(Moderator moderator, SecondFactor secondFactor, OpenSession session) implements Caller {
        @Override
        public Optional<Moderator> known() {
            return Optional.of(moderator);
        }
    }

    Optional<Moderator> known();

    static Caller of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(Caller.class.getName(), new Stranger());
    }

    default void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(Caller.class.getName(), this);
    }
}
