package greenroom.submission;

import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import com.fasterxml.jackson.annotation.JsonInclude;
import greenroom.ids.Secret;
import greenroom.ratelimit.Admission;
import greenroom.site.Limits;
import greenroom.submission.Intake.Sender;
import greenroom.web.Bodies;
import greenroom.web.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where readers' comments come in: as JSON from our widget, or as a form from a page without JavaScript. */
@RestController
class SubmissionController {
    private static final String PATH = "/api/v1/sites/{site}/comments";
    private static final String KEY_FORM = "[\\x21-\\x7E]{1,128}";

    private final Intake intake;
    private final Bodies bodies;
    private final Limits limits;
    private final FormPages pages;

    SubmissionController(Intake intake, Bodies bodies, Limits limits, FormPages pages) {
        this.intake = intake;
        this.bodies = bodies;
        this.limits = limits;
        this.pages = pages;
    }

    /** The 202. {@code receipt} is there only the first time. */
    record Accepted(
            UUID id,
            String status,
            Instant submittedAt,
            String name,
            String body,
            String html,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String receipt,

            Instant editableUntil) {
        @Override
        public String toString() {
            return "Accepted[" + id + "]";
        }
    }

    @PostMapping(path = PATH, consumes = APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> submit(@PathVariable String site, ServerWebExchange exchange) {
        if (intake.isFull()) {
            return Mono.just(Refusal.OVERLOADED.problem(List.of()).answer(exchange));
        }
        var sender = sender(exchange);
        return bodies.json(exchange, SubmissionForm.class)
                .flatMap(form -> intake.accept(site, form, sender))
                .map(outcome -> answer(outcome, exchange));
    }

    @PostMapping(path = PATH, consumes = APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<?>> submitForm(@PathVariable String site, ServerWebExchange exchange) {
        var sender = sender(exchange);
        return bodies.text(exchange).map(UrlEncoded::parse).flatMap(form -> {
            var outcome = intake.accept(site, form.toForm(), sender);
            return pages.answer(site, form, outcome, exchange);
        });
    }

    private Sender sender(ServerWebExchange exchange) {
        var key = exchange.getRequest().getHeaders().getFirst("Idempotency-Key");
        if (key != null && !key.matches(KEY_FORM)) {
            throw Problem.badParameter("An Idempotency-Key has 1 to 128 visible ASCII characters.")
                    .thrown();
        }
        return new Sender(AtTheDoor.clientHash(exchange), key == null ? null : Digests.idempotencyKey(key));
    }

    private ResponseEntity<?> answer(Outcome outcome, ServerWebExchange exchange) {
        return outcome.fold(
                kept -> accepted()
                        .body(body(kept.id(), kept.submittedAt(), kept.submission(), kept.html(), kept.receipt())),
                replayed -> accepted()
                        .header("Idempotent-Replayed", "true")
                        .body(body(
                                replayed.id(), replayed.submittedAt(), replayed.submission(), replayed.html(), null)),
                refused -> refused.why().problem(refused.errors()).answer(exchange),
                limited -> limited(limited.admission()).answer(exchange));
    }

    private static ResponseEntity.BodyBuilder accepted() {
        return ResponseEntity.status(HttpStatus.ACCEPTED).contentType(APPLICATION_JSON);
    }

    private Accepted body(UUID id, Instant submittedAt, Submission submission, String html, @Nullable Secret receipt) {
        return new Accepted(
                id,
                "pending",
                submittedAt,
                submission.name(),
                submission.body(),
                html,
                receipt == null ? null : receipt.reveal(),
                submittedAt.plus(limits.editWindow()));
    }

    static Problem limited(Admission admission) {
        var problem = Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "rate-limited",
                "Rate limited",
                "You are posting comments too quickly. Slow down.");
        return AtTheDoor.tell(problem, admission);
    }
}
