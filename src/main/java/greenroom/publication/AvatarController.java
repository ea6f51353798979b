package greenroom.publication;

import greenroom.web.Problem;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Pictures for names. Each id of the right form has one: which of them are in use is nobody's business. */
@RestController
class AvatarController {
    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

    @GetMapping("/avatars/{id}.svg")
    Mono<Void> draw(@PathVariable("id") String id, ServerWebExchange exchange) {
        if (!id.matches("[0-9a-f]{32}")) {
            throw Problem.notFound().thrown();
        }
        PageHeaders.ofAvatar(exchange.getResponse().getHeaders());
        return ReadyAnswer.of(AvatarDrawing.of(id).getBytes(StandardCharsets.UTF_8))
                .replyTo(exchange)
                .write(exchange, SVG);
    }
}
