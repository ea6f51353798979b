package greenroom.moderation;

import greenroom.comment.Text;
import greenroom.moderation.ThreadChanges.Change;
import greenroom.moderator.Moderator;
import greenroom.site.PageAddress;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.FieldError;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Threads, for admins. A key may hold anything, so it is a parameter and never a part of the path. */
@RestController
class ThreadChangeController {
    private final ThreadChanges changes;
    private final PageAddress addresses;
    private final Sites sites;

    ThreadChangeController(ThreadChanges changes, PageAddress addresses, Sites sites) {
        this.changes = changes;
        this.addresses = addresses;
        this.sites = sites;
    }

    @PutMapping("/api/v1/admin/sites/{site}/threads")
    Mono<ResponseEntity<?>> change(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String site,
            @RequestBody ThreadForm form,
            ServerWebExchange exchange) {
        return sites.named(site)
                .map(known -> change(me, known, form, exchange))
                .orElseGet(() -> Mono.just(unknownSite().answer(exchange)));
    }

    private static Problem unknownSite() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown-site", "Unknown site", "There is no site with this key.");
    }

    private Mono<ResponseEntity<?>> change(Moderator me, Site site, ThreadForm form, ServerWebExchange exchange) {
        if (!me.mayWorkOn(site.key())) {
            return Mono.just(Problem.forbidden().answer(exchange));
        }
        var key = key(site, exchange);
        if (form.isEmpty()) {
            return changes.show(site, key).map(ResponseEntity::ok);
        }
        var errors = new ArrayList<FieldError>();
        form.errorOfTitle(site.limits()).ifPresent(errors::add);
        errorOfUrl(site, form).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            return Mono.just(Problem.invalidRequest(errors).answer(exchange));
        }
        var url = Optional.ofNullable(form.url())
                .flatMap(typed -> addresses.within(site, typed))
                .map(PageAddress.Page::address);
        return changes.apply(me, new Change(site, key, form.open(), form.cleanTitle(), url.orElse(null)))
                .<ResponseEntity<?>>map(ResponseEntity::ok)
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.forbidden().answer(exchange)));
    }

    private Optional<FieldError> errorOfUrl(Site site, ThreadForm form) {
        if (form.url() == null || addresses.within(site, form.url()).isPresent()) {
            return Optional.empty();
        }
        return Wording.wrong("/url", "url-invalid", "The address must be a http or https address of this site.");
    }

    /** The key as submissions clean it, so that both speak of one thread. */
    private static String key(Site site, ServerWebExchange exchange) {
        var raw = Parameters.of(exchange).required("key");
        var key = Text.isBroken(raw) ? "" : Text.line(raw);
        var longest = site.limits().threadKeyMax();
        if (Text.showsNothing(key) || Text.hasLineBreak(key) || Text.length(key) > longest) {
            throw Problem.badParameter("The parameter \"key\" must be one line of 1 to " + longest + " characters.")
                    .thrown();
        }
        return key;
    }
}
