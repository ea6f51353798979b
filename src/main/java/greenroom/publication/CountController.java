package greenroom.publication;

import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The numbers beside a list of articles. */
@RestController
class CountController {
    private static final int MOST_THREADS = 100;

    private final Sites sites;
    private final Counts counts;
    private final JsonMapper json;

    CountController(Sites sites, Counts counts, JsonMapper json) {
        this.sites = sites;
        this.counts = counts;
        this.json = json;
    }

    /** @param counts by the key as it was asked for */
    private record Answer(Map<String, Integer> counts) {}

    @GetMapping("/api/v1/sites/{site}/counts")
    Mono<Void> count(@PathVariable("site") String key, ServerWebExchange exchange) {
        var site = sites.named(key).orElseThrow(() -> UnknownSite.problem().thrown());
        var threads = threads(site, Parameters.of(exchange));
        return counts.of(site, Set.copyOf(threads.values()))
                .map(found -> answer(threads, found))
                .flatMap(answer -> write(exchange, answer));
    }

    /** The keys as asked for, with the keys as stored. */
    private static Map<String, String> threads(Site site, Parameters parameters) {
        var asked = parameters.all("thread");
        if (asked.isEmpty() || asked.size() > MOST_THREADS) {
            throw Problem.badParameter(
                            "The parameter \"thread\" must come 1 to " + MOST_THREADS + " times, once for each thread.")
                    .thrown();
        }
        var threads = new LinkedHashMap<String, String>();
        asked.forEach(raw -> threads.put(raw, ThreadKey.of(site, raw)));
        return threads;
    }

    private static Answer answer(Map<String, String> threads, Map<String, Integer> found) {
        var counts = new LinkedHashMap<String, Integer>();
        threads.forEach((asked, stored) -> counts.put(asked, Objects.requireNonNull(found.get(stored))));
        return new Answer(counts);
    }

    private Mono<Void> write(ServerWebExchange exchange, Answer answer) {
        exchange.getResponse().getHeaders().set(HttpHeaders.CACHE_CONTROL, ThreadController.REVALIDATE);
        return ReadyAnswer.of(json.writeValueAsBytes(answer))
                .replyTo(exchange)
                .write(exchange, MediaType.APPLICATION_JSON);
    }
}
