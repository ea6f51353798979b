package greenroom.screening;

import greenroom.comment.Markdown;
import greenroom.comment.Rendering;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.EmailLookup;
import greenroom.privacy.Emails;
import greenroom.privacy.TypedEmail;
import greenroom.site.Site;
import greenroom.site.Sites;
import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tries a rule on the comments that came last, before it is kept. Of those neither the client's address nor the user agent
 * is known, and of emails the domain and the keyed hash only.
 */
@Component
class RuleTrials {
    private static final int LAST = 1_000;
    private static final int MOST_SHOWN = 100;
    private static final int EXCERPT = 200;

    /** comment_by_site_and_status, once for each site and status, then primary keys. */
    private static final String LATEST = """
            SELECT comment.id, site.key AS site, comment.site_id, comment.status, comment.name, comment.body,
                   author.email_mask, author.email_lookup
              FROM (SELECT found.id
                      FROM site
                     CROSS JOIN unnest('{pending,approved,rejected,spam,withdrawn}'::text[]) AS any_status (status)
                     CROSS JOIN LATERAL (
                           SELECT id FROM comment
                            WHERE site_id = site.id AND comment.status = any_status.status
                            ORDER BY site_id DESC, status DESC, id DESC LIMIT 1000) AS found
                     WHERE :site::integer IS NULL OR site.id = :site
                     ORDER BY found.id DESC LIMIT :last) AS latest
              JOIN comment ON comment.id = latest.id
              JOIN site ON site.id = comment.site_id
              LEFT JOIN author ON author.id = comment.author_id
             ORDER BY comment.id DESC
            """;

    private final DatabaseClient database;
    private final Rendering rendering;
    private final Emails emails;
    private final Sites sites;

    RuleTrials(DatabaseClient database, Rendering rendering, Emails emails, Sites sites) {
        this.database = database;
        this.rendering = rendering;
        this.emails = emails;
        this.sites = sites;
    }

    /**
     * What the rule would have found.
     *
     * @param tried how many comments there were to try it on
     * @param matches in how many of them
     * @param comments the newest 100 of those
     */
    record Trial(int tried, int matches, List<Match> comments) {}

    /** @param found what a moderator would have read */
    record Match(UUID id, String site, String status, String name, String body, String found) {}

    private record Kept(
            UUID id,
            String site,
            int siteId,
            String status,
            String name,
            String body,
            @Nullable String mask,
            @Nullable EmailLookup lookup) {}

    /** @param typed the rule's value as typed, for an author's address is found by another hash on each site */
    Mono<Trial> of(Rule rule, @Nullable String typed) {
        var statement = database.sql(LATEST).bind("last", LAST);
        var asked =
                rule.site() == null ? statement.bindNull("site", Integer.class) : statement.bind("site", rule.site());
        return asked.map(RuleTrials::kept)
                .all()
                .collectList()
                .as(rendering::continueThere)
                .map(latest -> trial(rule, typed, latest));
    }

    private Trial trial(Rule rule, @Nullable String typed, List<Kept> latest) {
        var book = new RuleBook(List.of(rule));
        var lookups = rule.lookup() == null ? Map.<String, List<EmailLookup>>of() : lookups(typed);
        var matches = latest.stream()
                .flatMap(kept -> hit(rule, book, lookups, kept).stream().map(hit -> match(kept, hit)))
                .toList();
        return new Trial(
                latest.size(),
                matches.size(),
                matches.stream().limit(MOST_SHOWN).toList());
    }

    private Map<String, List<EmailLookup>> lookups(@Nullable String typed) {
        var lookups = new HashMap<String, List<EmailLookup>>();
        if (typed != null) {
            EmailAddress.parse(TypedEmail.of(typed))
                    .fold(
                            email -> {
                                sites.all().stream()
                                        .map(Site::key)
                                        .forEach(site -> lookups.put(site, emails.lookups(email, site)));
                                return lookups;
                            },
                            reason -> lookups);
        }
        return lookups;
    }

    private Optional<RuleHit> hit(Rule rule, RuleBook book, Map<String, List<EmailLookup>> lookups, Kept kept) {
        if (kept.lookup() != null
                && lookups.getOrDefault(kept.site(), List.of()).contains(kept.lookup())) {
            return Optional.of(new RuleHit(rule, "email"));
        }
        if (rule.kind() == RuleKind.ADDRESS
                && rule.lookup() == null
                && isAt(rule.value().substring(1), kept.mask())) {
            return Optional.of(new RuleHit(rule, "email"));
        }
        var text = Visit.textOf(Markdown.toHtml(kept.body()));
        var visit = new Visit(kept.siteId(), kept.name(), kept.body(), text, null, null, null);
        return book.find(visit, emails).values().stream().findFirst();
    }

    private static boolean isAt(String domain, @Nullable String mask) {
        return mask != null && (mask.endsWith("@" + domain) || mask.endsWith("." + domain));
    }

    private static Match match(Kept kept, RuleHit hit) {
        var end = kept.body()
                .offsetByCodePoints(
                        0,
                        Math.min(
                                EXCERPT,
                                kept.body().codePointCount(0, kept.body().length())));
        return new Match(
                kept.id(), kept.site(), kept.status(), kept.name(), kept.body().substring(0, end), hit.sentence());
    }

    private static Kept kept(Readable row) {
        var lookup = row.get("email_lookup", byte[].class);
        return new Kept(
                required(row, "id", UUID.class),
                required(row, "site", String.class),
                required(row, "site_id", Integer.class),
                required(row, "status", String.class),
                required(row, "name", String.class),
                required(row, "body", String.class),
                row.get("email_mask", String.class),
                lookup == null ? null : new EmailLookup(lookup));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
