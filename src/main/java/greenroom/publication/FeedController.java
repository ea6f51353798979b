package greenroom.publication;

import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.OwnAddress;
import greenroom.web.Parameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The latest comments for readers of feeds, of a site or of one thread. */
@RestController
class FeedController {
    private static final MediaType ATOM = new MediaType(MediaType.APPLICATION_ATOM_XML, StandardCharsets.UTF_8);

    private final Sites sites;
    private final ThreadCache<FeedKey> cache;
    private final OwnAddress ownAddress;

    FeedController(Sites sites, ThreadCache<FeedKey> cache, OwnAddress ownAddress) {
        this.sites = sites;
        this.cache = cache;
        this.ownAddress = ownAddress;
    }

    @GetMapping("/api/v1/sites/{site}/feed.atom")
    Mono<Void> read(@PathVariable("site") String name, ServerWebExchange exchange) {
        var site = sites.named(name).orElseThrow(() -> UnknownSite.problem().thrown());
        var thread = thread(site, Parameters.of(exchange).text("thread"));
        var key = new FeedKey(site.key(), thread, ownAddress.base(exchange) + path(site, thread));
        var ready = cache.ready(site, key);
        return ready == null
                ? cache.load(site, key).flatMap(loaded -> write(exchange, loaded))
                : write(exchange, ready);
    }

    private static String thread(Site site, @Nullable String asked) {
        return asked == null ? Freshness.ALL : ThreadKey.of(site, asked);
    }

    /** The path of a thread's feed, or of a site's. */
    static String path(Site site, String thread) {
        var feed = "/api/v1/sites/" + site.key() + "/feed.atom";
        return thread.equals(Freshness.ALL)
                ? feed
                : feed + "?thread="
                        + URLEncoder.encode(thread, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Mono<Void> write(ServerWebExchange exchange, ReadyAnswer feed) {
        PageHeaders.ofSandboxed(exchange.getResponse().getHeaders());
        return feed.replyTo(exchange).write(exchange, ATOM);
    }
}
