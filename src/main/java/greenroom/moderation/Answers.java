package greenroom.moderation;

import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** From what became of an act to HTTP. */
final class Answers {
    private Answers() {}

    static <T> Function<Attempt<T>, ResponseEntity<?>> ok(ServerWebExchange exchange) {
        return attempt -> attempt.fold(
                ResponseEntity::ok,
                refused -> refused.why().problem(refused.errors()).answer(exchange));
    }

    /** The act on the comment that the path names; what is no id names none. */
    static Mono<ResponseEntity<?>> on(
            String id, ServerWebExchange exchange, Function<UUID, Mono<ResponseEntity<?>>> act) {
        return Parameters.uuid(id)
                .map(act)
                .orElseGet(() -> Mono.just(Problem.notFound().answer(exchange)));
    }
}
