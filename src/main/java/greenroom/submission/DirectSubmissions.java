package greenroom.submission;

import greenroom.site.CrossOrigin;
import greenroom.submission.SubmissionAnswers.Accepted;
import greenroom.web.Bodies;
import greenroom.web.Client;
import greenroom.web.ShortWay;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers {@link PlainSubmissions} past the filter chain while the line is not full. All others go the ordinary way, to
 * {@link SubmissionController}.
 */
@Component
final class DirectSubmissions implements ShortWay {
    private final PlainSubmissions submissions;
    private final Intake intake;
    private final AtTheDoor door;
    private final Digests digests;
    private final Bodies bodies;
    private final SubmissionAnswers answers;

    DirectSubmissions(
            PlainSubmissions submissions,
            Intake intake,
            AtTheDoor door,
            Digests digests,
            Bodies bodies,
            SubmissionAnswers answers) {
        this.submissions = submissions;
        this.intake = intake;
        this.door = door;
        this.digests = digests;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Override
    public boolean takes(ServerHttpRequest request) {
        return HttpMethod.POST.equals(request.getMethod())
                && request.getURI().getRawQuery() == null
                && isPlain(request.getURI().getRawPath(), request.getHeaders())
                && !intake.isFull();
    }

    private boolean isPlain(String path, HttpHeaders headers) {
        return submissions.isOne(
                path,
                headers.getFirst(HttpHeaders.CONTENT_TYPE),
                headers.getFirst(Sender.KEY),
                headers.getFirst(HttpHeaders.ORIGIN));
    }

    @Override
    public String route() {
        return SubmissionController.PATH;
    }

    @Override
    public Mono<Answer> answer(ServerHttpRequest request, Client client, HttpHeaders headers) {
        CrossOrigin.allow(headers, request.getHeaders().getFirst(HttpHeaders.ORIGIN));
        var clientHash = digests.client(client);
        var sender = Sender.of(clientHash, request.getHeaders().getFirst(Sender.KEY), client, request.getHeaders());
        return bodies.json(request, SubmissionForm.class)
                .flatMap(form -> answer(
                        PlainSubmissions.site(request.getURI().getRawPath()), form, sender.on(form.locale()), headers))
                .onErrorResume(failure -> door.tell(headers, clientHash).then(Mono.error(failure)))
                .delayUntil(answer -> door.tell(headers, clientHash));
    }

    private Mono<Answer> answer(String site, SubmissionForm form, Sender sender, HttpHeaders headers) {
        return intake.accept(site, form, sender)
                .map(outcome ->
                        answers.answer(outcome, sender.words(), accepted -> accepted(accepted, headers), Answer::of));
    }

    private static Answer accepted(Accepted accepted, HttpHeaders headers) {
        if (accepted.isReplayed()) {
            headers.set(SubmissionAnswers.REPLAYED, "true");
        }
        return Answer.of(HttpStatus.ACCEPTED, accepted);
    }
}
