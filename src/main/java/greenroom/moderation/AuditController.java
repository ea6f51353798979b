package greenroom.moderation;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenroom.moderator.Moderator;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The audit, for all who decide. */
@RestController
class AuditController {
    private final AuditTrail trail;
    private final AuditCsv csv;

    AuditController(AuditTrail trail, AuditCsv csv) {
        this.trail = trail;
        this.csv = csv;
    }

    @GetMapping("/api/v1/moderation/audit")
    Mono<ResponseEntity<?>> list(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var filter = AuditFilter.of(Parameters.of(exchange));
        if (filter.site() != null && !me.mayWorkOn(filter.site())) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        return trail.page(me, filter).map(ResponseEntity::ok);
    }

    /** All entries that the filters leave, as a table. */
    @GetMapping("/api/v1/moderation/audit.csv")
    Mono<Void> table(@AuthenticationPrincipal Moderator me, ServerWebExchange exchange) {
        var filter = AuditFilter.of(Parameters.of(exchange));
        if (filter.site() != null && !me.mayWorkOn(filter.site())) {
            throw Problem.forbidden().thrown();
        }
        var answer = exchange.getResponse();
        answer.getHeaders().setContentType(new MediaType("text", "csv", UTF_8));
        answer.getHeaders().set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"greenroom-audit.csv\"");
        return answer.writeWith(
                csv.of(me, filter).map(lines -> answer.bufferFactory().wrap(lines.getBytes(UTF_8))));
    }
}
