package greenroom.publication;

import greenroom.web.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The files that come with the jar, read once at the start. They are a list, not a folder: what is asked for never becomes
 * part of a path, and an address that is not letter for letter one of these is no file.
 */
@RestController
class StaticFileController {
    private static final MediaType CSS = MediaType.valueOf("text/css;charset=UTF-8");
    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");
    private static final MediaType SCRIPT = MediaType.valueOf("text/javascript;charset=UTF-8");
    private static final MediaType YAML = MediaType.valueOf("application/yaml");

    private record File(ReadyAnswer answer, MediaType type, Consumer<HttpHeaders> headers) {
        static File of(String resource, MediaType type, Consumer<HttpHeaders> headers) {
            try {
                var bytes = new ClassPathResource(resource).getContentAsByteArray();
                return new File(ReadyAnswer.of(bytes), type, headers);
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + resource + " is not in the jar", e);
            }
        }
    }

    private final Map<String, File> files = Map.of(
            "/home.css", File.of("static/home.css", CSS, PageHeaders::ofPart),
            "/form.css", File.of("static/form.css", CSS, PageHeaders::ofPart),
            "/icon.svg", File.of("static/icon.svg", SVG, PageHeaders::ofPart),
            "/demo/article.css", File.of("static/demo/article.css", CSS, PageHeaders::ofPart),
            "/demo/milestones.svg", File.of("static/demo/milestones.svg", SVG, PageHeaders::ofPart),
            "/embed.js", File.of("embed.min.js", SCRIPT, PageHeaders::ofEmbedded),
            "/openapi.yaml", File.of("openapi.yaml", YAML, PageHeaders::ofSandboxed));

    @GetMapping({
        "/home.css",
        "/form.css",
        "/demo/article.css",
        "/demo/milestones.svg",
        "/icon.svg",
        "/embed.js",
        "/openapi.yaml"
    })
    Mono<Void> file(ServerWebExchange exchange) {
        var address = exchange.getRequest().getURI().getRawPath();
        var file = Optional.ofNullable(files.get(address))
                .orElseThrow(() -> Problem.notFound().thrown());
        file.headers().accept(exchange.getResponse().getHeaders());
        return file.answer().replyTo(exchange).write(exchange, file.type());
    }
}
