package greenroom.submission;

import static org.springframework.http.MediaType.APPLICATION_FORM_URLENCODED_VALUE;
import static org.springframework.http.MediaType.APPLICATION_JSON;
import static org.springframework.http.MediaType.APPLICATION_JSON_VALUE;

import greenroom.submission.SubmissionAnswers.Accepted;
import greenroom.web.Bodies;
import greenroom.web.Client;
import greenroom.web.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Where readers' comments come in: as JSON from our widget, or as a form from a page without JavaScript. Most JSON is
 * answered by {@link DirectSubmissions} already.
 */
@RestController
class SubmissionController {
    static final String PATH = "/api/v1/sites/{site}/comments";

    private final Intake intake;
    private final Bodies bodies;
    private final SubmissionAnswers answers;
    private final FormPages pages;

    SubmissionController(Intake intake, Bodies bodies, SubmissionAnswers answers, FormPages pages) {
        this.intake = intake;
        this.bodies = bodies;
        this.answers = answers;
        this.pages = pages;
    }

    @PostMapping(path = PATH, consumes = APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<?>> submit(@PathVariable String site, ServerWebExchange exchange) {
        var sender = sender(exchange);
        if (intake.isFull()) {
            return Mono.just(
                    Refusal.OVERLOADED.problem(List.of(), sender.words()).answer(exchange));
        }
        return bodies.json(exchange, SubmissionForm.class)
                .flatMap(form -> submit(site, form, sender.on(form.locale()), exchange));
    }

    private Mono<ResponseEntity<?>> submit(
            String site, SubmissionForm form, Sender sender, ServerWebExchange exchange) {
        return intake.accept(site, form, sender)
                .map(outcome -> answers.answer(
                        outcome, sender.words(), SubmissionController::accepted, problem -> problem.answer(exchange)));
    }

    @PostMapping(path = PATH, consumes = APPLICATION_FORM_URLENCODED_VALUE)
    Mono<ResponseEntity<?>> submitForm(@PathVariable String site, ServerWebExchange exchange) {
        var sender = sender(exchange);
        return bodies.text(exchange).map(UrlEncoded::parse).flatMap(form -> {
            var known = sender.on(form.get("locale"));
            var outcome = intake.accept(site, form.toForm(), known);
            return pages.answer(site, form, known.words(), outcome, exchange);
        });
    }

    private static Sender sender(ServerWebExchange exchange) {
        var key = exchange.getRequest().getHeaders().getFirst(Sender.KEY);
        if (!Sender.mayHave(key)) {
            throw Problem.badParameter("An Idempotency-Key has 1 to 128 visible ASCII characters.")
                    .thrown();
        }
        return Sender.of(
                AtTheDoor.clientHash(exchange),
                key,
                Client.of(exchange),
                exchange.getRequest().getHeaders());
    }

    private static ResponseEntity<?> accepted(Accepted accepted) {
        var answer = ResponseEntity.status(HttpStatus.ACCEPTED).contentType(APPLICATION_JSON);
        return accepted.isReplayed()
                ? answer.header(SubmissionAnswers.REPLAYED, "true").body(accepted)
                : answer.body(accepted);
    }
}
