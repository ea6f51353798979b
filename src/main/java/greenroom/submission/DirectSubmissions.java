package greenroom.submission;

import greenroom.site.CrossOrigin;
import greenroom.site.Sites;
import greenroom.submission.SubmissionAnswers.Accepted;
import greenroom.web.Bodies;
import greenroom.web.Client;
import greenroom.web.PublicPaths;
import greenroom.web.ShortWay;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Answers a submission as our widget sends it, past the filter chain: JSON, to a site that there is, from an origin that may
 * call, while the line is not full. Whatever differs in this goes the ordinary way, to {@link SubmissionController}, which
 * has the words for it.
 */
@Component
final class DirectSubmissions implements ShortWay {
    private static final String COMMENTS = "/comments";
    private static final Set<String> JSON = Set.of("application/json", "application/json;charset=utf-8");

    private final Sites sites;
    private final Intake intake;
    private final AtTheDoor door;
    private final Digests digests;
    private final Bodies bodies;
    private final SubmissionAnswers answers;

    DirectSubmissions(
            Sites sites, Intake intake, AtTheDoor door, Digests digests, Bodies bodies, SubmissionAnswers answers) {
        this.sites = sites;
        this.intake = intake;
        this.door = door;
        this.digests = digests;
        this.bodies = bodies;
        this.answers = answers;
    }

    @Override
    public boolean takes(ServerHttpRequest request) {
        var uri = request.getURI();
        return HttpMethod.POST.equals(request.getMethod())
                && uri.getRawPath().startsWith(PublicPaths.SITES)
                && uri.getRawPath().endsWith(COMMENTS)
                && uri.getRawQuery() == null
                && isPlain(request.getHeaders())
                && mayCall(site(request), request.getHeaders().getFirst(HttpHeaders.ORIGIN))
                && !intake.isFull();
    }

    @Override
    public String route() {
        return SubmissionController.PATH;
    }

    private static boolean isPlain(HttpHeaders headers) {
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        return type != null
                && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT))
                && Sender.mayHave(headers.getFirst(Sender.KEY));
    }

    private boolean mayCall(String site, @Nullable String origin) {
        return sites.named(site)
                .filter(known -> origin == null || sites.allows(known, origin))
                .isPresent();
    }

    private static String site(ServerHttpRequest request) {
        var path = request.getURI().getRawPath();
        var end = Math.max(PublicPaths.SITES.length(), path.length() - COMMENTS.length());
        return path.substring(PublicPaths.SITES.length(), end);
    }

    @Override
    public Mono<Answer> answer(ServerHttpRequest request, Client client, HttpHeaders headers) {
        CrossOrigin.allow(headers, request.getHeaders().getFirst(HttpHeaders.ORIGIN));
        var clientHash = digests.client(client);
        var sender = Sender.of(clientHash, request.getHeaders().getFirst(Sender.KEY), client, request.getHeaders());
        return bodies.json(request, SubmissionForm.class)
                .flatMap(form -> answer(site(request), form, sender.on(form.locale()), headers))
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
