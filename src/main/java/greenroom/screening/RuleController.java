package greenroom.screening;

import greenroom.ids.Ids;
import greenroom.moderator.Moderator;
import greenroom.privacy.Emails;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.FieldError;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** {@code /api/v1/admin/rules}: what admins of all sites want done with submissions, by what is found in them. */
@RestController
@RequestMapping("/api/v1/admin/rules")
class RuleController {
    private final StoredRules store;
    private final Rules rules;
    private final RuleTrials trials;
    private final Sites sites;
    private final Emails emails;

    RuleController(StoredRules store, Rules rules, RuleTrials trials, Sites sites, Emails emails) {
        this.store = store;
        this.rules = rules;
        this.trials = trials;
        this.sites = sites;
        this.emails = emails;
    }

    record All(List<Shown> rules) {}

    /** {@code site} is null for all; {@code hits} are a few seconds late. */
    record Shown(
            UUID id,
            @Nullable String site,
            RuleKind kind,
            String value,
            RuleAction action,
            boolean enabled,
            @Nullable String note,
            long hits,
            @Nullable Instant lastHitAt,
            String createdBy,
            Instant createdAt) {}

    record Import(
            @Nullable String list,
            @Nullable String text,
            @Nullable String site,
            @Nullable String note) {
        @Override
        public String toString() {
            return "Import[]";
        }
    }

    /** Lines that made rules, that were rules already, and that are too long for one. */
    record Imported(int added, int known, int skipped) {}

    @GetMapping
    Mono<All> list() {
        return store.all().map(all -> new All(all.stream().map(this::shown).toList()));
    }

    private Shown shown(Rule rule) {
        var hitAt = rule.hitAt();
        return new Shown(
                rule.id(),
                sites.all().stream()
                        .filter(site -> Integer.valueOf(site.id()).equals(rule.site()))
                        .map(Site::key)
                        .findFirst()
                        .orElse(null),
                rule.kind(),
                rule.value(),
                rule.action(),
                rule.enabled(),
                rule.note(),
                rule.hits(),
                hitAt == null ? null : hitAt.truncatedTo(ChronoUnit.MILLIS),
                rule.createdBy(),
                rule.createdAt().truncatedTo(ChronoUnit.MILLIS));
    }

    @PostMapping
    Mono<ResponseEntity<?>> create(
            @AuthenticationPrincipal Moderator me, @RequestBody RuleForm form, ServerWebExchange exchange) {
        var read = form.toNew(Ids.next(), me.username(), sites, emails);
        var rule = read.rule();
        if (rule == null) {
            return invalid(read.errors(), exchange);
        }
        return store.add(List.of(rule), me.username())
                .flatMap(added -> added.isTooMany() ? tooMany(exchange) : created(rule, added, exchange));
    }

    private Mono<ResponseEntity<?>> created(Rule rule, StoredRules.Added added, ServerWebExchange exchange) {
        var ids = added.added();
        return ids == null || ids.isEmpty()
                ? conflict(exchange)
                : inForce(
                        rule.id(),
                        answer -> ResponseEntity.status(HttpStatus.CREATED).body(answer));
    }

    private Mono<ResponseEntity<?>> inForce(UUID id, Function<Shown, ResponseEntity<?>> answer) {
        return rules.reload().then(Mono.defer(() -> one(id))).map(rule -> answer.apply(shown(rule)));
    }

    private Mono<Rule> one(UUID id) {
        return store.all()
                .flatMap(all -> Mono.justOrEmpty(
                        all.stream().filter(rule -> rule.id().equals(id)).findFirst()));
    }

    @PutMapping("/{id}")
    Mono<ResponseEntity<?>> change(
            @AuthenticationPrincipal Moderator me,
            @PathVariable String id,
            @RequestBody RuleForm form,
            ServerWebExchange exchange) {
        return named(id, exchange, rule -> change(me, form.toChange(rule, sites, emails), exchange));
    }

    private Mono<ResponseEntity<?>> change(Moderator me, RuleForm.Read read, ServerWebExchange exchange) {
        var rule = read.rule();
        if (rule == null) {
            return invalid(read.errors(), exchange);
        }
        return store.change(rule, me.username())
                .flatMap(changed -> changed
                        ? inForce(rule.id(), ResponseEntity::ok)
                        : Mono.just(Problem.notFound().answer(exchange)))
                .onErrorResume(DuplicateKeyException.class, twin -> conflict(exchange));
    }

    @DeleteMapping("/{id}")
    Mono<ResponseEntity<?>> delete(
            @AuthenticationPrincipal Moderator me, @PathVariable String id, ServerWebExchange exchange) {
        return named(
                id,
                exchange,
                rule -> store.delete(rule, me.username())
                        .delayUntil(deleted -> rules.reload())
                        .map(deleted -> deleted
                                ? ResponseEntity.noContent().build()
                                : Problem.notFound().answer(exchange)));
    }

    private Mono<ResponseEntity<?>> named(
            String id, ServerWebExchange exchange, Function<Rule, Mono<ResponseEntity<?>>> act) {
        return Mono.justOrEmpty(Parameters.uuid(id))
                .flatMap(this::one)
                .flatMap(act)
                .switchIfEmpty(Mono.fromSupplier(() -> Problem.notFound().answer(exchange)));
    }

    /** WordPress's lists, as they are copied out of its settings. */
    @PostMapping("/import")
    Mono<ResponseEntity<?>> importList(
            @AuthenticationPrincipal Moderator me, @RequestBody Import form, ServerWebExchange exchange) {
        var action = WordPressList.actionOf(form.list());
        var site = Optional.ofNullable(form.site()).flatMap(sites::named);
        if (action.isEmpty()) {
            return invalid("/list", "list-invalid", "The list is moderation or disallowed.", exchange);
        }
        if (form.site() != null && site.isEmpty()) {
            return invalid("/site", "site-unknown", "There is no site with this key.", exchange);
        }
        var list = new WordPressList(form.text() == null ? "" : form.text());
        var made = list.rules(site.map(Site::id).orElse(null), action.get(), null, me.username(), emails);
        if (made.isEmpty()) {
            return invalid("/text", "text-required", "Paste the list, one key in each line.", exchange);
        }
        return store.add(made, me.username())
                .flatMap(added -> added.isTooMany() ? tooMany(exchange) : imported(list.size(), made.size(), added));
    }

    private Mono<ResponseEntity<?>> imported(int lines, int made, StoredRules.Added added) {
        var ids = added.added() == null ? List.<UUID>of() : added.added();
        return rules.reload().thenReturn(ResponseEntity.ok(new Imported(ids.size(), made - ids.size(), lines - made)));
    }

    /** What a rule would have found, before it is kept. */
    @PostMapping("/try")
    Mono<ResponseEntity<?>> tryOut(
            @AuthenticationPrincipal Moderator me, @RequestBody RuleForm form, ServerWebExchange exchange) {
        var read = form.toNew(Ids.next(), me.username(), sites, emails);
        var rule = read.rule();
        return rule == null
                ? invalid(read.errors(), exchange)
                : trials.of(rule.enabledNow(), form.value()).map(ResponseEntity::ok);
    }

    private static Mono<ResponseEntity<?>> invalid(
            String pointer, String code, String detail, ServerWebExchange exchange) {
        return invalid(List.of(new FieldError(pointer, code, detail)), exchange);
    }

    private static Mono<ResponseEntity<?>> invalid(List<FieldError> errors, ServerWebExchange exchange) {
        return Mono.just(Problem.invalidRequest(errors).answer(exchange));
    }

    private static Mono<ResponseEntity<?>> tooMany(ServerWebExchange exchange) {
        return invalid(
                "/value",
                "too-many-rules",
                "There may be " + StoredRules.MOST + " rules, of which " + StoredRules.MOST_PATTERNS
                        + " are patterns. Delete some first.",
                exchange);
    }

    private static Mono<ResponseEntity<?>> conflict(ServerWebExchange exchange) {
        return Mono.just(Problem.conflict("There is a rule like this already.").answer(exchange));
    }
}
