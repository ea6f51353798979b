package greenroom.submission;

import greenroom.ratelimit.Admission;
import greenroom.ratelimit.RateLimit;
import greenroom.web.Client;
import greenroom.web.Problem;
import greenroom.web.PublicPaths;
import greenroom.web.RoutedPath;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Stands before everything that may answer a submission, so that each answer tells the client's own bucket: {@code
 * RateLimit-Policy} and {@code RateLimit} of the IETF's draft.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class AtTheDoor implements WebFilter {
    private static final String CLIENT = AtTheDoor.class.getName() + ".client";
    private static final String COMMENTS = "/comments";
    private static final int SHORTEST = PublicPaths.SITES.length() + COMMENTS.length();
    private static final String POLICY = "RateLimit-Policy";
    private static final String LIMIT = "RateLimit";

    private final Digests digests;
    private final RateLimit limits;

    AtTheDoor(Digests digests, RateLimit limits) {
        this.digests = digests;
        this.limits = limits;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isSubmission(exchange)) {
            var client = digests.client(Client.of(exchange));
            exchange.getAttributes().put(CLIENT, client);
            exchange.getResponse().beforeCommit(() -> tellUnlessTold(exchange.getResponse(), client));
        }
        return chain.filter(exchange);
    }

    private static boolean isSubmission(ServerWebExchange exchange) {
        return HttpMethod.POST.equals(exchange.getRequest().getMethod())
                && siteOf(exchange).isPresent();
    }

    /** The key of the site whose comments the path names, be there such a site or not. */
    static Optional<String> siteOf(ServerWebExchange exchange) {
        var path = RoutedPath.of(exchange.getRequest());
        return path.startsWith(PublicPaths.SITES) && path.endsWith(COMMENTS) && path.length() > SHORTEST
                ? Optional.of(path.substring(PublicPaths.SITES.length(), path.length() - COMMENTS.length()))
                : Optional.empty();
    }

    /** The keyed digest of the client's network. */
    static String clientHash(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(CLIENT);
    }

    private Mono<Void> tellUnlessTold(ServerHttpResponse response, String client) {
        return response.getHeaders().containsHeader(LIMIT) ? Mono.empty() : tell(response.getHeaders(), client);
    }

    /** Tells this client's own bucket. */
    Mono<Void> tell(HttpHeaders headers, String client) {
        return limits.look(client)
                .doOnNext(admission -> tell(headers, admission))
                .then();
    }

    /** The same from what this replica knows: who is refused so early is worth no question to another machine. */
    void tellAtOnce(io.netty.handler.codec.http.HttpHeaders headers, String client) {
        var known = limits.lookHere(client).toFuture().getNow(null);
        if (known != null) {
            known.headers().ifPresent(values -> {
                headers.set(POLICY, values.policy());
                headers.set(LIMIT, values.limit());
            });
        }
    }

    private static void tell(HttpHeaders headers, Admission admission) {
        admission.headers().ifPresent(values -> {
            headers.set(POLICY, values.policy());
            headers.set(LIMIT, values.limit());
        });
    }

    /** The same in the one answer that a bucket itself caused: there it is that bucket. */
    static Problem limited(Admission admission, Words words) {
        var problem =
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "rate-limited", "Rate limited", words.say("rate-limited"));
        return tell(problem, admission);
    }

    private static Problem tell(Problem problem, Admission admission) {
        var waiting = admission
                .refusal()
                .map(refusal -> problem.with(HttpHeaders.RETRY_AFTER, Long.toString(refusal.retryAfterSeconds())))
                .orElse(problem);
        return admission
                .headers()
                .map(values -> waiting.with(POLICY, values.policy()).with(LIMIT, values.limit()))
                .orElse(waiting);
    }
}
