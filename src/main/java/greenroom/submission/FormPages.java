package greenroom.submission;

import greenroom.site.PageAddress;
import greenroom.site.PageAddress.Page;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.Problem;
import greenroom.web.ProblemAnswers;
import greenroom.web.ProblemPages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
 * a form that can be sent again; where the form could not even be read, it is a sentence.
 */
@Component
final class FormPages implements ProblemPages {
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final String PENDING = "greenroom-pending";

    private final Sites sites;
    private final PageAddress addresses;
    private final ProblemAnswers problems;

    FormPages(Sites sites, PageAddress addresses, ProblemAnswers problems) {
        this.sites = sites;
        this.addresses = addresses;
        this.problems = problems;
    }

    @Override
    public Optional<String> page(ServerWebExchange exchange, Problem problem) {
        return AtTheDoor.siteOf(exchange).map(site -> {
            setHeaders(exchange.getResponse().getHeaders(), site);
            return new FormPage(Words.ENGLISH).sentence(problem.detail());
        });
    }

    /** The answer to a form that was read, whatever became of it. */
    Mono<ResponseEntity<?>> answer(
            String site, UrlEncoded form, Words words, Mono<Outcome> outcome, ServerWebExchange exchange) {
        return outcome.<ResponseEntity<?>>map(it -> answer(site, form, words, it, exchange))
                .onErrorResume(
                        failure -> Mono.just(errors(site, form, words, problems.of(exchange, failure), exchange)));
    }

    private ResponseEntity<?> answer(
            String site, UrlEncoded form, Words words, Outcome outcome, ServerWebExchange exchange) {
        return outcome.fold(
                kept -> thanks(site, form, words),
                replayed -> thanks(site, form, words),
                refused -> errors(site, form, words, refused.why().problem(refused.errors(), words), exchange),
                limited -> errors(site, form, words, AtTheDoor.limited(limited.admission(), words), exchange));
    }

    private ResponseEntity<?> thanks(String key, UrlEncoded form, Words words) {
        return sites.named(key)
                .flatMap(site -> back(site, form))
                .<ResponseEntity<?>>map(page -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, page.at(PENDING))
                        .build())
                .orElseGet(() ->
                        page(HttpStatus.OK, key).body(written(new FormPage(words).sentence(words.say("page.thanks")))));
    }

    /** The page that the form names, or else the article. */
    private Optional<Page> back(Site site, UrlEncoded form) {
        return page(site, form.get("return")).or(() -> page(site, form.get("url")));
    }

    private Optional<Page> page(Site site, @Nullable String address) {
        return address == null ? Optional.empty() : addresses.within(site, address);
    }

    private ResponseEntity<?> errors(
            String key, UrlEncoded form, Words words, Problem problem, ServerWebExchange exchange) {
        var messages = problem.errors().isEmpty()
                ? List.of(problem.detail())
                : problem.errors().stream().map(error -> error.detail()).toList();
        return page(problem.status(), key)
                .headers(headers -> headers.addAll(problem.headers()))
                .body(written(new FormPage(words)
                        .withForm(messages, exchange.getRequest().getURI().getRawPath(), form)));
    }

    /** As bytes, of which Spring logs the number: texts it logs whole at DEBUG, and this one may hold an email. */
    private static byte[] written(String html) {
        return html.getBytes(StandardCharsets.UTF_8);
    }

    private ResponseEntity.BodyBuilder page(HttpStatus status, String key) {
        return ResponseEntity.status(status).headers(headers -> setHeaders(headers, key));
    }

    /** Chromium checks {@code form-action} on the way back as well, so it names the site's origins. */
    private void setHeaders(HttpHeaders headers, String key) {
        var origins = sites.named(key)
                .map(site -> String.join(" ", new TreeSet<>(site.origins())))
                .orElse("");
        headers.setContentType(HTML);
        headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Referrer-Policy", "same-origin");
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                        + (origins.isEmpty() ? "" : " " + origins));
    }
}
