package greenroom.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.moderator.Moderator;
import greenroom.privacy.EmailAddress;
import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a person may ask of a publisher: all that is held of them, and that it goes. By POST: an email is in no address. */
@RestController
@RequestMapping("/api/v1/admin/privacy")
class PrivacyController {
    private final Exports exports;
    private final Erasures erasures;
    private final JsonMapper json;

    PrivacyController(Exports exports, Erasures erasures, JsonMapper json) {
        this.exports = exports;
        this.erasures = erasures;
        this.json = json;
    }

    record Erased(int comments) {}

    /** Errors with its problems: a declared stream of bytes has no place for another body. */
    @PostMapping("/export")
    Mono<ResponseEntity<Flux<DataBuffer>>> export(
            @AuthenticationPrincipal Moderator me, @RequestBody PersonForm form, ServerWebExchange exchange) {
        var errors = new ArrayList<FieldError>();
        var address = form.address(errors);
        if (address.isEmpty()) {
            return Mono.error(Problem.invalidRequest(errors).thrown());
        }
        return exports.authors(me, address.get())
                .map(authors -> download(authors, exchange))
                .switchIfEmpty(Mono.error(() -> Problem.forbidden().thrown()));
    }

    private ResponseEntity<Flux<DataBuffer>> download(List<Exports.Author> authors, ServerWebExchange exchange) {
        var buffers = exchange.getResponse().bufferFactory();
        var comments = exports.comments(authors)
                .filter(page -> !page.isEmpty())
                .index((number, page) -> (number == 0 ? "" : ",") + elements(page));
        var parts = Flux.concat(
                Mono.fromSupplier(() -> "{\"authors\":" + json.writeValueAsString(authors) + ",\"comments\":["),
                comments,
                Mono.just("]}"));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"greenroom-person.json\"")
                .body(parts.map(part -> wrapped(part, buffers)));
    }

    /** The JSON array without its brackets. */
    private String elements(List<Exports.Comment> page) {
        var array = json.writeValueAsString(page);
        return array.substring(1, array.length() - 1);
    }

    private static DataBuffer wrapped(String text, DataBufferFactory buffers) {
        return buffers.wrap(text.getBytes(UTF_8));
    }

    @PostMapping("/erase")
    Mono<ResponseEntity<?>> erase(
            @AuthenticationPrincipal Moderator me, @RequestBody PersonForm form, ServerWebExchange exchange) {
        var errors = new ArrayList<FieldError>();
        var address = form.address(errors);
        var texts = form.texts(errors);
        if (address.isEmpty() || texts.isEmpty()) {
            return Mono.just(Problem.invalidRequest(errors).answer(exchange));
        }
        return erased(me, address.get(), texts.get(), exchange);
    }

    private Mono<ResponseEntity<?>> erased(
            Moderator me, EmailAddress address, Texts texts, ServerWebExchange exchange) {
        return erasures.erase(me, address, texts)
                .<ResponseEntity<?>>map(comments -> ResponseEntity.ok(new Erased(comments)))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.forbidden().answer(exchange)));
    }
}
