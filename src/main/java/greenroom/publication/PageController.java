package greenroom.publication;

import greenroom.publication.PageKey.Sort;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.OwnAddress;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The pages for people: what this is, and an article to try it on, in two languages. */
@RestController
class PageController {
    private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
    private static final int COMMENTS_A_PAGE = 50;

    private final PublicationSettings settings;
    private final Sites sites;
    private final PublishedThreads threads;
    private final OwnAddress ownAddress;
    private final DemoPage demo;
    private final ReadyAnswer landing;

    PageController(
            PublicationSettings settings, Sites sites, PublishedThreads threads, OwnAddress ownAddress, DemoPage demo) {
        this.settings = settings;
        this.sites = sites;
        this.threads = threads;
        this.ownAddress = ownAddress;
        this.demo = demo;
        this.landing = ready(landing(settings.hasDemo()));
    }

    private static Html landing(boolean hasDemo) {
        var demo = hasDemo ? Template.named("landing-demo").fill(Map.of()) : Html.NOTHING;
        return Template.named("landing").fill(Map.of("demo", demo));
    }

    @GetMapping("/")
    Mono<Void> landing(ServerWebExchange exchange) {
        return write(exchange, landing);
    }

    @GetMapping("/demo/")
    Mono<Void> article(ServerWebExchange exchange) {
        return article(exchange, DemoArticle.ENGLISH);
    }

    @GetMapping("/demo/ur/")
    Mono<Void> articleInUrdu(ServerWebExchange exchange) {
        return article(exchange, DemoArticle.URDU);
    }

    private Mono<Void> article(ServerWebExchange exchange, DemoArticle article) {
        if (!settings.hasDemo()) {
            throw Problem.notFound().thrown();
        }
        var site = sites.named(settings.demoSite())
                .orElseThrow(() -> Problem.notFound().thrown());
        var asked = Parameters.of(exchange);
        var replyTo = asked.id("replyto");
        return threads.page(site, page(site, article, asked))
                .map(page -> ready(demo.of(article, site, page, ownAddress.base(exchange), replyTo)))
                .flatMap(page -> write(exchange, page));
    }

    private static PageKey page(Site site, DemoArticle article, Parameters asked) {
        var after = Sort.OLDEST.position(asked.text("cursor"));
        return new PageKey(site.key(), article.thread(), Sort.OLDEST, COMMENTS_A_PAGE, after);
    }

    private static ReadyAnswer ready(Html page) {
        return ReadyAnswer.of(page.markup().getBytes(StandardCharsets.UTF_8));
    }

    private static Mono<Void> write(ServerWebExchange exchange, ReadyAnswer page) {
        PageHeaders.ofPage(exchange.getResponse().getHeaders());
        return page.replyTo(exchange).write(exchange, HTML);
    }
}
