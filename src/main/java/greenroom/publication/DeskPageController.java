package greenroom.publication;

import greenroom.web.Problem;
import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The moderators' pages. Every address below {@code /moderate/} that is no file is a place within the one page, which finds
 * its way by itself; what may be seen there is the API's to say.
 */
@RestController
class DeskPageController {
    private static final String ROOT = "/moderate/";

    private final DeskFiles files;

    DeskPageController(DeskFiles files) {
        this.files = files;
    }

    @GetMapping("/moderate/{*place}")
    Mono<Void> desk(ServerWebExchange exchange) {
        var address = exchange.getRequest().getURI().getRawPath();
        if (!address.startsWith(ROOT)) {
            return toRoot(exchange);
        }
        var name = address.substring(ROOT.length());
        var file = files.named(name);
        if (file.isPresent()) {
            return send(exchange, file.get(), name.endsWith(".html"));
        }
        if (DeskFiles.isFileName(name)) {
            throw Problem.notFound().thrown();
        }
        return send(exchange, files.page(), true);
    }

    private static Mono<Void> toRoot(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.PERMANENT_REDIRECT);
        exchange.getResponse().getHeaders().setLocation(URI.create(ROOT));
        return exchange.getResponse().setComplete();
    }

    private static Mono<Void> send(ServerWebExchange exchange, DeskFiles.File file, boolean isPage) {
        var headers = exchange.getResponse().getHeaders();
        if (isPage) {
            PageHeaders.ofDesk(headers);
        } else {
            PageHeaders.ofDeskPart(headers);
        }
        return file.answer().replyTo(exchange).write(exchange, file.type());
    }
}
