package greenroom.submission;

import static org.springframework.http.MediaType.APPLICATION_JSON;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import greenroom.comment.Markdown;
import greenroom.comment.Rendering;
import greenroom.comment.Status;
import greenroom.comment.Text;
import greenroom.ids.Secret;
import greenroom.screening.Found;
import greenroom.screening.Rules;
import greenroom.screening.Screening;
import greenroom.screening.Signal;
import greenroom.screening.Visit;
import greenroom.site.ForeignOrigin;
import greenroom.site.PageAddress;
import greenroom.site.Sites;
import greenroom.submission.OwnCopies.Edited;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The author's own copy: whoever holds the receipt may look at it, change it for a while, and take it back. */
@RestController
@RequestMapping("/api/v1/submissions/{id}")
class ReceiptController {
    private static final List<String> SIGNALS_OF_THE_SENDER =
            List.of("honeypot", "repeated", "banned-author", "trusted-author", Found.SIGNAL);
    private static final int TRIES = 3;

    private final OwnCopies copies;
    private final Sites sites;
    private final PageAddress addresses;
    private final Screening screening;
    private final Rules rules;
    private final JsonMapper json;
    private final Clock clock;
    private final Rendering rendering;

    ReceiptController(
            OwnCopies copies,
            Sites sites,
            PageAddress addresses,
            Screening screening,
            Rules rules,
            JsonMapper json,
            Clock clock,
            Rendering rendering) {
        this.copies = copies;
        this.sites = sites;
        this.addresses = addresses;
        this.screening = screening;
        this.rules = rules;
        this.json = json;
        this.clock = clock;
        this.rendering = rendering;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record EditForm(@Nullable String body) {
        @Override
        public String toString() {
            return "EditForm[]";
        }
    }

    record CopyAnswer(
            UUID id, String status, String name, String body, String html, Instant submittedAt, Instant editableUntil) {
        static CopyAnswer of(OwnCopy copy, String body) {
            return new CopyAnswer(
                    copy.id(),
                    copy.status().asItsAuthorSeesIt().code(),
                    copy.name(),
                    body,
                    Markdown.toHtml(body),
                    copy.submittedAt(),
                    copy.editableUntil());
        }

        @Override
        public String toString() {
            return "CopyAnswer[" + id + "]";
        }
    }

    @GetMapping
    Mono<ResponseEntity<?>> show(@PathVariable String id, ServerWebExchange exchange) {
        return withCopy(id, exchange, copy -> answer(copy, copy.body()));
    }

    @PatchMapping
    Mono<ResponseEntity<?>> edit(@PathVariable String id, @RequestBody EditForm form, ServerWebExchange exchange) {
        return withCopy(id, exchange, copy -> edit(copy, form, exchange, TRIES));
    }

    private Mono<ResponseEntity<?>> edit(OwnCopy copy, EditForm form, ServerWebExchange exchange, int tries) {
        if (!copy.mayBeEdited(clock.instant())) {
            return Mono.just(notEditable(words(exchange)).answer(exchange));
        }
        var errors = SubmissionRules.errorsOfBody(form.body(), copy.site(), addresses, words(exchange));
        if (!errors.isEmpty()) {
            return Mono.just(
                    Refusal.INVALID_SUBMISSION.problem(errors, words(exchange)).answer(exchange));
        }
        var body = Text.body(String.valueOf(form.body()));
        var effort = body.length() + rules.effort(copy.site().id(), body.length());
        return rendering
                .render(effort, () -> found(copy, body))
                .flatMap(found -> found.refuses()
                        ? Mono.just(Refusal.INVALID_SUBMISSION
                                .problem(List.of(SubmissionRules.bodyRefused(words(exchange))), words(exchange))
                                .answer(exchange))
                        : keep(copy, form, screened(copy, body, found), exchange, tries));
    }

    private Found found(OwnCopy copy, String body) {
        var text = Visit.textOf(Markdown.toHtml(body));
        return rules.find(new Visit(copy.site().id(), copy.name(), body, text, null, null, null));
    }

    private Mono<ResponseEntity<?>> keep(
            OwnCopy copy, EditForm form, Edited edited, ServerWebExchange exchange, int tries) {
        return copies.edit(copy, edited).flatMap(edit -> switch (edit) {
            case DONE -> answer(copy, edited.body());
            case OVERTAKEN -> again(copy, exchange, tries, now -> edit(now, form, exchange, tries - 1));
            case DUPLICATE ->
                Mono.just(Refusal.DUPLICATE_COMMENT
                        .problem(List.of(), words(exchange))
                        .answer(exchange));
        });
    }

    /** What the new text shows, and what the sender had shown before. */
    private Edited screened(OwnCopy copy, String body, Found found) {
        var before = json.readValue(copy.signals(), new TypeReference<List<Signal>>() {}).stream()
                .filter(signal -> SIGNALS_OF_THE_SENDER.contains(signal.code()))
                .toList();
        var isTrapped = before.stream().anyMatch(signal -> signal.code().equals("honeypot"));
        var now = screening
                .screen(copy.name(), body, isTrapped, Screening.LINKS_ALLOWED)
                .with(found);
        var signals = new ArrayList<>(now.signals());
        before.stream().filter(signal -> !signals.contains(signal)).forEach(signals::add);
        var isBanned = before.stream().anyMatch(signal -> signal.code().equals("banned-author"));
        return new Edited(body, json.writeValueAsString(signals), isBanned ? 1 : (float) now.score(), found.isSpam());
    }

    @DeleteMapping
    Mono<ResponseEntity<?>> withdraw(@PathVariable String id, ServerWebExchange exchange) {
        return withCopy(id, exchange, copy -> withdrawn(copy, exchange, TRIES));
    }

    private Mono<ResponseEntity<?>> withdrawn(OwnCopy copy, ServerWebExchange exchange, int tries) {
        if (copy.status() == Status.WITHDRAWN) {
            return Mono.just(ResponseEntity.noContent().build());
        }
        return copies.withdraw(copy)
                .flatMap(done -> done
                        ? Mono.just(ResponseEntity.noContent().build())
                        : again(copy, exchange, tries, now -> withdrawn(now, exchange, tries - 1)));
    }

    /** Somebody changed it between our reading and writing: a moderator, or the author at another screen. */
    private Mono<ResponseEntity<?>> again(
            OwnCopy copy, ServerWebExchange exchange, int tries, Function<OwnCopy, Mono<ResponseEntity<?>>> act) {
        return tries == 0
                ? Mono.just(Problem.unavailable(1).answer(exchange))
                : copies.of(copy.id(), receipt(exchange)).flatMap(act);
    }

    private Mono<ResponseEntity<?>> withCopy(
            String id, ServerWebExchange exchange, Function<OwnCopy, Mono<ResponseEntity<?>>> act) {
        return Mono.justOrEmpty(Parameters.uuid(id))
                .flatMap(known -> copies.of(known, receipt(exchange)))
                .flatMap(copy -> isFromItsSite(copy, exchange) ? act.apply(copy) : foreign(exchange))
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.notFound().answer(exchange)));
    }

    private boolean isFromItsSite(OwnCopy copy, ServerWebExchange exchange) {
        var origin = exchange.getRequest().getHeaders().getOrigin();
        return origin == null || sites.allows(copy.site(), origin);
    }

    private static Mono<ResponseEntity<?>> foreign(ServerWebExchange exchange) {
        exchange.getResponse().getHeaders().remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
        exchange.getResponse().getHeaders().remove(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS);
        return Mono.just(ForeignOrigin.problem(false).answer(exchange));
    }

    private static Secret receipt(ServerWebExchange exchange) {
        var presented = exchange.getRequest().getHeaders().getFirst("Receipt");
        return Secret.presented(presented == null ? "" : presented);
    }

    private Mono<ResponseEntity<?>> answer(OwnCopy copy, String body) {
        return rendering.render(
                body.length(),
                () -> ResponseEntity.ok().contentType(APPLICATION_JSON).body(CopyAnswer.of(copy, body)));
    }

    private static Words words(ServerWebExchange exchange) {
        return Words.accepted(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static Problem notEditable(Words words) {
        return Problem.of(HttpStatus.CONFLICT, "not-editable", "Not editable", words.say("not-editable"));
    }
}
