package greenroom.submission;

import greenroom.site.Sites;
import greenroom.web.Client;
import greenroom.web.EarlyRefusal;
import greenroom.web.Problem;
import greenroom.web.PublicPaths;
import greenroom.web.RequestMetrics;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
    private static final String COMMENTS = "/comments";
    private static final int DIFFERENT = 64;
    private static final Set<String> JSON = Set.of("application/json", "application/json;charset=utf-8");

    private final Intake intake;
    private final Sites sites;
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
            Sites sites,
            AtTheDoor door,
            Digests digests,
            SubmissionMetrics metrics,
            RequestMetrics requests) {
        this.intake = intake;
        this.sites = sites;
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
        var target = head.uri();
        var end = target.length() - COMMENTS.length();
        return end > PublicPaths.SITES.length()
                && target.startsWith(PublicPaths.SITES)
                && target.endsWith(COMMENTS)
                && isJson(head.headers().get(HttpHeaderNames.CONTENT_TYPE))
                && Sender.mayHave(head.headers().get(Sender.KEY))
                && mayCall(
                        target.substring(PublicPaths.SITES.length(), end),
                        head.headers().get(HttpHeaderNames.ORIGIN));
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT));
    }

    private boolean mayCall(String site, @Nullable String origin) {
        return sites.named(site)
                .filter(known -> origin == null || sites.allows(known, origin))
                .isPresent();
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
