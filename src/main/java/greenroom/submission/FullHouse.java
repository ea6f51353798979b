package greenroom.submission;

import greenroom.web.Client;
import greenroom.web.EarlyRefusal;
import greenroom.web.Problem;
import greenroom.web.RequestMetrics;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Refuses submissions as our widget sends them while there is no room for more. They have no line in the access log: a line
 * costs more than the answer. {@code greenroom.submissions} and {@code greenroom.requests} count them.
 */
@Component
final class FullHouse implements EarlyRefusal {
    private static final int DIFFERENT = 64;

    private final Intake intake;
    private final PlainSubmissions submissions;
    private final AtTheDoor door;
    private final Digests digests;
    private final SubmissionMetrics metrics;
    private final RequestMetrics.Route route;
    private final List<Problem> problems = Stream.generate(() -> Refusal.OVERLOADED.problem(List.of(), Words.ENGLISH))
            .limit(DIFFERENT)
            .toList();
    private final AtomicInteger next = new AtomicInteger();
    private volatile @Nullable Known last;

    private record Known(InetAddress address, String hash) {}

    FullHouse(
            Intake intake,
            PlainSubmissions submissions,
            AtTheDoor door,
            Digests digests,
            SubmissionMetrics metrics,
            RequestMetrics requests) {
        this.intake = intake;
        this.submissions = submissions;
        this.door = door;
        this.digests = digests;
        this.metrics = metrics;
        this.route = requests.route(SubmissionController.PATH);
    }

    @Override
    public boolean refuses(HttpRequest head) {
        return HttpMethod.POST.equals(head.method()) && intake.isFull() && isSubmission(head);
    }

    private boolean isSubmission(HttpRequest head) {
        var headers = head.headers();
        return submissions.isOne(
                head.uri(),
                headers.get(HttpHeaderNames.CONTENT_TYPE),
                headers.get(Sender.KEY),
                headers.get(HttpHeaderNames.ORIGIN));
    }

    /** Spread evenly, as the wait of the others is at random. */
    @Override
    public Problem problem() {
        return problems.get(Math.floorMod(next.getAndIncrement(), problems.size()));
    }

    @Override
    public void complete(HttpHeaders answer, Client client) {
        metrics.count(Refusal.OVERLOADED.slug());
        // it takes less than the smallest step that is told apart
        route.took("POST", HttpStatus.SERVICE_UNAVAILABLE.value(), 0);
        door.tellAtOnce(answer, hash(client));
    }

    /** The same few clients are refused again and again. */
    private String hash(Client client) {
        var known = last;
        if (known == null || !known.address().equals(client.address())) {
            known = new Known(client.address(), digests.client(client));
            last = known;
        }
        return known.hash();
    }
}
