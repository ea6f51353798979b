package greenroom.submission;

import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.submission.PageAddress.Page;
import greenroom.web.Problem;
import greenroom.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Answers a form that came without JavaScript: back to the article, or a small page. An error page holds what was typed, in
 * a form that can be sent again.
 */
@Component
final class FormPages {
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final String PENDING = "greenroom-pending";

    private final Sites sites;
    private final PageAddress addresses;

    FormPages(Sites sites, PageAddress addresses) {
        this.sites = sites;
        this.addresses = addresses;
    }

    Mono<ResponseEntity<?>> answer(
            String site, String text, Function<SubmissionForm, Mono<Outcome>> accept, ServerWebExchange exchange) {
        UrlEncoded form;
        try {
            form = UrlEncoded.parse(text);
        } catch (ProblemException e) {
            return refusal(site, e.problem(), exchange);
        }
        return accept.apply(form.toForm()).map(outcome -> answer(site, form, outcome, exchange));
    }

    /** A page that says what is wrong where there is no form to show. */
    Mono<ResponseEntity<?>> refusal(String site, Problem problem, ServerWebExchange exchange) {
        return Mono.just(page(problem.status(), site)
                .headers(headers -> headers.addAll(problem.headers()))
                .body(written(FormPage.sentence(problem.detail()))));
    }

    private ResponseEntity<?> answer(String site, UrlEncoded form, Outcome outcome, ServerWebExchange exchange) {
        return outcome.fold(
                kept -> thanks(site, form),
                replayed -> thanks(site, form),
                refused -> errors(site, form, refused.why().problem(refused.errors()), exchange),
                limited -> errors(site, form, SubmissionController.limited(limited.admission()), exchange));
    }

    private ResponseEntity<?> thanks(String key, UrlEncoded form) {
        return sites.named(key)
                .flatMap(site -> back(site, form))
                .<ResponseEntity<?>>map(page -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, page.at(PENDING))
                        .build())
                .orElseGet(() -> page(HttpStatus.OK, key)
                        .body(written(FormPage.sentence("Thank you. Your comment is awaiting moderation."))));
    }

    /** The page that the form names, or else the article. */
    private Optional<Page> back(Site site, UrlEncoded form) {
        return page(site, form.get("return")).or(() -> page(site, form.get("url")));
    }

    private Optional<Page> page(Site site, @Nullable String address) {
        return address == null ? Optional.empty() : addresses.within(site, address.strip());
    }

    private ResponseEntity<?> errors(String key, UrlEncoded form, Problem problem, ServerWebExchange exchange) {
        var messages = problem.errors().isEmpty()
                ? List.of(problem.detail())
                : problem.errors().stream().map(error -> error.detail()).toList();
        return page(problem.status(), key)
                .headers(headers -> headers.addAll(problem.headers()))
                .body(written(FormPage.withForm(
                        messages, exchange.getRequest().getURI().getRawPath(), form)));
    }

    /** As bytes, of which Spring logs the number: texts it logs whole at DEBUG, and this one may hold an email. */
    private static byte[] written(String html) {
        return html.getBytes(StandardCharsets.UTF_8);
    }

    /** Chromium checks {@code form-action} on the way back as well, so it names the site's origins. */
    private ResponseEntity.BodyBuilder page(HttpStatus status, String key) {
        var origins = sites.named(key)
                .map(site -> String.join(" ", new TreeSet<>(site.origins())))
                .orElse("");
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Referrer-Policy", "same-origin")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                                + (origins.isEmpty() ? "" : " " + origins));
    }
}
