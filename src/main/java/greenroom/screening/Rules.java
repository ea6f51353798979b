package greenroom.screening;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import greenroom.ids.Ids;
import greenroom.postgres.Announcements;
import greenroom.postgres.Mirror;
import greenroom.postgres.Preparations;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.Emails;
import greenroom.privacy.TypedEmail;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The rules that are on, compiled and held in memory: 5,000 at most, of which 100 are patterns. A change on any replica is
 * announced, and each reads them anew.
 *
 * <p>Time grows linearly with the text, for every pattern once; RE2 never goes back.
 */
@Component
public class Rules {
    /** The announcements' topic. */
    static final String TOPIC = "rules";

    private static final Logger log = LoggerFactory.getLogger(Rules.class);
    /** So many patterns cost about what rendering the same text does. */
    private static final int PATTERNS_LIKE_RENDERING = 5;

    private record Books(RuleBook ofAll, Map<Integer, RuleBook> bySite) {}

    private final StoredRules store;
    private final RuleHits hits;
    private final Emails emails;
    private final Mirror<Books> books;

    Rules(StoredRules store, RuleHits hits, Emails emails, Preparations preparations, Announcements announcements) {
        this.store = store;
        this.hits = hits;
        this.emails = emails;
        this.books = new Mirror<>("rules", books(List.of()), store.all().map(Rules::books));
        preparations.add("the rules were rehearsed", Mono.fromRunnable(this::rehearse));
        preparations.add("the rules were read", books.renew());
        announcements.listen(TOPIC, books);
    }

    /** What the rules of its site and of all sites find, which is counted. Never throws, never waits. */
    public Found find(Visit visit) {
        var now = books.now();
        var found = new LinkedHashMap<UUID, RuleHit>(now.ofAll().find(visit, emails));
        var own = now.bySite().get(visit.site());
        if (own != null) {
            found.putAll(own.find(visit, emails));
        }
        if (found.isEmpty()) {
            return Found.NOTHING;
        }
        hits.count(found.keySet());
        return new Found(found.values());
    }

    /** How much work it is to look at a text of this length, in characters to be rendered. */
    public int effort(int site, int characters) {
        var now = books.now();
        var own = now.bySite().get(site);
        var patterns = now.ofAll().patterns() + (own == null ? 0 : own.patterns());
        return characters / PATTERNS_LIKE_RENDERING * patterns;
    }

    /** Deletes the rules that are about this person, if {@code by} may change rules; part of the caller's transaction. */
    public Mono<Void> forget(EmailAddress email, String by) {
        return store.forget(emails.lookups(email, Rule.LOOKUP_SCOPE), by);
    }

    /** Reads the rules anew; completes when the new ones are in force on this replica. */
    Mono<Void> reload() {
        return books.renew();
    }

    private static Books books(List<Rule> rules) {
        var ofAll = rules.stream().filter(rule -> rule.site() == null).toList();
        var bySite = rules.stream().filter(rule -> rule.site() != null).collect(groupingBy(Rule::site));
        return new Books(
                new RuleBook(ofAll),
                bySite.entrySet().stream().collect(toMap(Map.Entry::getKey, site -> new RuleBook(site.getValue()))));
    }

    /** Loads what only a first use loads, and an event loop would block on. */
    private void rehearse() {
        var rules = Stream.of(RuleKind.values())
                .flatMap(kind -> Stream.of("a.example", "b@example.org")
                        .flatMap(value -> RuleValue.of(kind, value, emails).stream())
                        .map(value -> Rule.draft(Ids.next(), null, kind, value, RuleAction.HOLD, true, null, "")))
                .toList();
        var text = "See https://a.example/b, عائشہ";
        var email = EmailAddress.parse(TypedEmail.of("b@example.org"));
        var found = new RuleBook(rules)
                .find(
                        new Visit(
                                0,
                                text,
                                text,
                                Visit.textOf("<p>a</p>"),
                                email.fold(known -> known, none -> null),
                                InetAddress.getLoopbackAddress(),
                                text),
                        emails);
        log.debug("{} rules were rehearsed", new Found(found.values()).signals().size());
    }
}
