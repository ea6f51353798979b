package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.ids.Secret;
import greenroom.web.OwnAddress;
import greenroom.web.Problem;
import greenroom.web.ProblemAnswers;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets a browser change something only when our own page made it do so; asked before the session is.
 *
 * <p>The header must repeat the session's token. Before a sign-in there is none: then header and cookie must agree. A
 * session's token is never compared with the cookie, which a sibling host can plant. Second lock: Fetch Metadata (W3C), or
 * in browsers without it the {@code Origin}. Third: a body is JSON, which no form sends.
 */
@Component
final class CsrfGuard {
    static final String HEADER = "X-XSRF-TOKEN";

    private static final String SESSION_PATH = "/api/v1/session";
    private static final Set<HttpMethod> SAFE =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.TRACE);

    private final Cookies cookies;
    private final OwnAddress ownAddress;
    private final Refusals refusals;
    private final ProblemAnswers problems;

    CsrfGuard(Cookies cookies, OwnAddress ownAddress, Refusals refusals, ProblemAnswers problems) {
        this.cookies = cookies;
        this.ownAddress = ownAddress;
        this.refusals = refusals;
        this.problems = problems;
    }

    /** Not a {@code WebFilter} bean: those would run on every path. */
    WebFilter filter() {
        return this::check;
    }

    private Mono<Void> check(ServerWebExchange exchange, WebFilterChain chain) {
        var caller = Caller.of(exchange);
        if (caller instanceof Caller.ByToken) {
            return chain.filter(exchange);
        }
        if (SAFE.contains(exchange.getRequest().getMethod())) {
            handOutToken(exchange, caller);
            return chain.filter(exchange);
        }
        return checkUnsafe(exchange, chain, caller);
    }

    private void handOutToken(ServerWebExchange exchange, Caller caller) {
        if (exchange.getRequest().getPath().value().equals(SESSION_PATH)) {
            cookies.setCsrf(
                    exchange,
                    caller instanceof Caller.BySession known
                            ? known.session().csrfToken()
                            : Secret.next().reveal());
        }
    }

    private Mono<Void> checkUnsafe(ServerWebExchange exchange, WebFilterChain chain, Caller caller) {
        if (!hasToken(exchange, caller)) {
            return refusals.csrf(
                    exchange,
                    "The header X-XSRF-TOKEN must repeat the cookie XSRF-TOKEN, which GET /api/v1/session sets.");
        }
        if (!comesFromOurPage(exchange.getRequest().getHeaders())) {
            return refusals.csrf(
                    exchange,
                    "This call must come from this service's own pages. Where the service has another address than"
                            + " localhost, greenroom.public-url must name it.");
        }
        if (!hasJsonOrNothing(exchange.getRequest().getHeaders())) {
            return problems.write(exchange, Problem.unsupportedMediaType("The body must be application/json."));
        }
        return chain.filter(exchange);
    }

    private boolean hasToken(ServerWebExchange exchange, Caller caller) {
        var header = exchange.getRequest().getHeaders().getFirst(HEADER);
        if (header == null) {
            return false;
        }
        return caller instanceof Caller.BySession known
                ? isEqual(header, known.session().csrfToken())
                : cookies.csrf(exchange)
                        .filter(cookie -> isEqual(header, cookie))
                        .isPresent();
    }

    private static boolean isEqual(String presented, String expected) {
        return MessageDigest.isEqual(presented.getBytes(UTF_8), expected.getBytes(UTF_8));
    }

    private boolean comesFromOurPage(HttpHeaders headers) {
        var site = headers.getFirst("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        var origin = headers.getFirst(HttpHeaders.ORIGIN);
        return origin == null || ownAddress.origins().contains(origin);
    }

    private static boolean hasJsonOrNothing(HttpHeaders headers) {
        var type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        try {
            return type == null || MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
