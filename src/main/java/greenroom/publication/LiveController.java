package greenroom.publication;

import greenroom.site.Sites;
import greenroom.web.EventStreams;
import greenroom.web.Parameters;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Tells those who look at an article what comes and goes below it. */
@RestController
class LiveController {
    private final Sites sites;
    private final LiveThreads threads;
    private final EventStreams streams;

    LiveController(Sites sites, LiveThreads threads, EventStreams streams) {
        this.sites = sites;
        this.threads = threads;
        this.streams = streams;
    }

    @GetMapping(path = "/api/v1/sites/{site}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> watch(@PathVariable("site") String key, ServerWebExchange exchange) {
        var site = sites.named(key).orElseThrow(() -> UnknownSite.problem().thrown());
        var thread = ThreadKey.of(site, Parameters.of(exchange).required("thread"));
        return Mono.using(
                () -> threads.enter(site, thread), live -> streams.open(exchange, threads.ready(live)), threads::leave);
    }
}
