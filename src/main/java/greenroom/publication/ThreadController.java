package greenroom.publication;

import greenroom.publication.PageKey.Sort;
import greenroom.publication.Reads.Outcome;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The approved comments of an article. What is here once answered is next time sent by {@link HotReads}. */
@RestController
class ThreadController {
    /**
     * To be asked for again each time, with its ETag (RFC 9111 section 5.2.2.4): any age at all would keep an approval from
     * readers for as long.
     */
    static final String REVALIDATE = "no-cache";

    static final String PATH = "/api/v1/sites/{site}/comments";

    private final Sites sites;
    private final ThreadCache<PageKey> cache;
    private final HotTargets targets;
    private final Reads reads;

    ThreadController(Sites sites, ThreadCache<PageKey> cache, HotTargets targets, Reads reads) {
        this.sites = sites;
        this.cache = cache;
        this.targets = targets;
        this.reads = reads;
    }

    @GetMapping(PATH)
    Mono<Void> read(@PathVariable("site") String key, ServerWebExchange exchange) {
        var site = sites.named(key).orElseThrow(() -> UnknownSite.problem().thrown());
        var page = page(site, Parameters.of(exchange));
        targets.learn(exchange.getRequest().getURI(), page);
        var ready = cache.ready(site, page);
        return ready == null
                ? cache.load(site, page).flatMap(loaded -> write(exchange, loaded, Outcome.MISS))
                : write(exchange, ready, Outcome.READY);
    }

    private static PageKey page(Site site, Parameters parameters) {
        var thread = ThreadKey.of(site, parameters.required("thread"));
        var sort = parameters.oneOf("sort", Sort.class).orElse(Sort.OLDEST);
        var after = sort.position(parameters.text("cursor"));
        return new PageKey(site.key(), thread, sort, parameters.limit(), after);
    }

    private Mono<Void> write(ServerWebExchange exchange, ReadyAnswer answer, Outcome outcome) {
        var reply = answer.replyTo(exchange);
        reads.count(reply.notModified() ? Outcome.NOT_MODIFIED : outcome);
        exchange.getResponse().getHeaders().set(HttpHeaders.CACHE_CONTROL, REVALIDATE);
        return reply.write(exchange, MediaType.APPLICATION_JSON);
    }
}
