package greenroom.site;

import greenroom.web.Problem;
import greenroom.web.ProblemAnswers;
import greenroom.web.PublicPaths;
import greenroom.web.RoutedPath;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Who may call the public API from a browser: pages of the site's own origins, and of the service itself (Fetch, CORS).
 *
 * <p>A call without {@code Origin} comes from no foreign page and is served. A submission, by its id, names no site: its
 * preflight allows the origins of every site, and its controller asks again once it knows whose it is.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class OriginFilter implements WebFilter {
    private final Sites sites;
    private final ProblemAnswers problems;

    OriginFilter(Sites sites, ProblemAnswers problems) {
        this.sites = sites;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = RoutedPath.of(exchange.getRequest());
        if (!PublicPaths.contain(path)) {
            return chain.filter(exchange);
        }
        var headers = exchange.getRequest().getHeaders();
        var origin = headers.getOrigin();
        if (isPreflight(exchange, origin)) {
            return preflight(exchange, path, String.valueOf(origin));
        }
        if (origin == null || isAllowed(path, origin)) {
            CrossOrigin.allow(exchange.getResponse().getHeaders(), origin);
            return chain.filter(exchange);
        }
        CrossOrigin.vary(exchange.getResponse().getHeaders());
        return problems.write(exchange, refusal(origin));
    }

    private static boolean isPreflight(ServerWebExchange exchange, @Nullable String origin) {
        return origin != null
                && HttpMethod.OPTIONS.equals(exchange.getRequest().getMethod())
                && exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private Mono<Void> preflight(ServerWebExchange exchange, String path, String origin) {
        var headers = exchange.getResponse().getHeaders();
        headers.setVary(List.of(
                HttpHeaders.ORIGIN,
                HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD,
                HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS));
        if (!isAllowed(path, origin)) {
            return problems.write(exchange, refusal(origin));
        }
        headers.setAccessControlAllowOrigin(origin);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, DELETE");
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "content-type, idempotency-key, receipt, x-request-id");
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "7200");
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }

    private boolean isAllowed(String path, String origin) {
        if (!path.startsWith(PublicPaths.SITES)) {
            return sites.anyAllows(origin);
        }
        var rest = path.substring(PublicPaths.SITES.length());
        var slash = rest.indexOf('/');
        return sites.named(slash < 0 ? rest : rest.substring(0, slash))
                .map(site -> sites.allows(site, origin))
                // no such site: let the answer be that, to whoever has business with any
                .orElseGet(() -> sites.anyAllows(origin));
    }

    private static Problem refusal(String origin) {
        return ForeignOrigin.problem(origin.equals("null"));
    }
}
