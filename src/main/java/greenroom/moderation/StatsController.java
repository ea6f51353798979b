package greenroom.moderation;

import greenroom.moderator.Moderator;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The numbers of a moderator's sites. */
@RestController
class StatsController {
    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_DAYS = 366;

    private final Stats stats;

    StatsController(Stats stats) {
        this.stats = stats;
    }

    @GetMapping("/api/v1/moderation/stats")
    Mono<ResponseEntity<?>> show(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var parameters = Parameters.of(exchange);
        var site = QueueFilter.line("site", parameters);
        var days = parameters.number("days", 1, MOST_DAYS).orElse(DEFAULT_DAYS);
        if (site != null && !me.mayWorkOn(site)) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        return stats.of(me, site, days).map(ResponseEntity::ok);
    }
}
