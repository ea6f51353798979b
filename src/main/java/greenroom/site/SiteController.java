package greenroom.site;

import static org.springframework.http.HttpStatus.CREATED;
import static org.springframework.http.HttpStatus.NOT_FOUND;

import greenroom.web.FieldError;
import greenroom.web.Problem;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sites, for admins. The filter chain in front of it has seen to it that there is one. */
@RestController
@RequestMapping("/api/v1/admin/sites")
class SiteController {
    private final Sites sites;
    private final SiteChanges changes;

    SiteController(Sites sites, SiteChanges changes) {
        this.sites = sites;
        this.changes = changes;
    }

    record SiteList(List<SiteAnswer> sites) {}

    record SiteAnswer(String key, String name, List<String> origins, SettingsAnswer settings) {
        static SiteAnswer of(Site site) {
            return new SiteAnswer(
                    site.key(), site.name(), site.origins().stream().sorted().toList(), SettingsAnswer.of(site));
        }
    }

    /** What is in force for the site, whether it set it itself or not. */
    record SettingsAnswer(
            int nameMax,
            int emailMax,
            int bodyMin,
            int bodyMax,
            int threadKeyMax,
            int titleMax,
            int depth,
            boolean closed,
            int autoCloseDays,
            boolean revealByModerators,
            Map<String, @Nullable Object> texts) {
        static SettingsAnswer of(Site site) {
            var limits = site.limits();
            return new SettingsAnswer(
                    limits.nameMax(),
                    limits.emailMax(),
                    limits.bodyMin(),
                    limits.bodyMax(),
                    limits.threadKeyMax(),
                    limits.titleMax(),
                    limits.depth(),
                    site.closed(),
                    site.autoCloseDays(),
                    site.revealByModerators(),
                    site.texts());
        }
    }

    @GetMapping
    SiteList list() {
        return new SiteList(sites.all().stream()
                .sorted(Comparator.comparing(Site::key))
                .map(SiteAnswer::of)
                .toList());
    }

    @PostMapping
    Mono<ResponseEntity<?>> create(@RequestBody SiteForm form, Principal by, ServerWebExchange exchange) {
        var errors = form.errorsOfNew();
        if (!errors.isEmpty()) {
            return invalid(errors, exchange);
        }
        return changes.create(form, by.getName())
                .map(made -> made
                        ? ResponseEntity.status(CREATED).body(answer(String.valueOf(form.key())))
                        : Problem.conflict("There is a site with this key already.")
                                .answer(exchange));
    }

    @PutMapping("/{site}")
    Mono<ResponseEntity<?>> change(
            @PathVariable String site, @RequestBody SiteForm form, Principal by, ServerWebExchange exchange) {
        var errors = form.errorsOfChange();
        if (!errors.isEmpty()) {
            return invalid(errors, exchange);
        }
        return changes.change(site, form, by.getName())
                .map(known -> known
                        ? ResponseEntity.ok(answer(site))
                        : Problem.of(NOT_FOUND, "unknown-site", "Unknown site", "There is no site with this key.")
                                .answer(exchange));
    }

    private SiteAnswer answer(String key) {
        return SiteAnswer.of(sites.named(key).orElseThrow());
    }

    private static Mono<ResponseEntity<?>> invalid(List<FieldError> errors, ServerWebExchange exchange) {
        return Mono.just(Problem.invalidRequest(errors).answer(exchange));
    }
}
