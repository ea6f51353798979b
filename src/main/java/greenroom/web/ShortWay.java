package greenroom.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/**
 * A way past the filter chain and the dispatcher, for a kind of request whose own work is less than theirs. Every answer is
 * the very one that the ordinary way gives.
 *
 * <p>It is asked about requests only that break none of the rules for every request, whose length is known, and whose path
 * can be read in one way.
 */
public interface ShortWay {
    /** Whether it answers this request, which is otherwise left to the ordinary way. Reads no body, changes nothing. */
    boolean takes(ServerHttpRequest request);

    /** The template of the address that it takes, as the router has it. */
    String route();

    /**
     * Emits one answer, or errors with what is then answered as a problem.
     *
     * @param headers of the answer, those of any answer being there already
     */
    Mono<Answer> answer(ServerHttpRequest request, Client client, HttpHeaders headers);

    /** What is sent: either a status and what becomes the JSON, or a problem. */
    record Answer(
            HttpStatus status,
            @Nullable Object body,
            @Nullable Problem problem) {
        public static Answer of(HttpStatus status, Object body) {
            return new Answer(status, body, null);
        }

        public static Answer of(Problem problem) {
            return new Answer(problem.status(), null, problem);
        }
    }
}
