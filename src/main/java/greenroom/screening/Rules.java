package greenroom.screening;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import greenroom.ids.Ids;
import greenroom.postgres.Announcements;
import greenroom.postgres.AtStart;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.Emails;
import greenroom.privacy.TypedEmail;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The rules that are on, compiled and held in memory: 5,000 at most, of which 100 are patterns. A change on any replica is
 * announced, and each reads them anew.
 *
 * <p>Time grows linearly with the text, for every pattern once; RE2 never goes back.
 */
@Component
public class Rules implements SmartLifecycle {
    /** The announcements' topic. */
    static final String TOPIC = "rules";

    private static final Logger log = LoggerFactory.getLogger(Rules.class);
    /** So many patterns cost about what rendering the same text does. */
    private static final int PATTERNS_LIKE_RENDERING = 5;

    private record Books(RuleBook ofAll, Map<Integer, RuleBook> bySite) {}

    private final StoredRules store;
    private final RuleHits hits;
    private final Emails emails;
    private final Announcements announcements;
    private volatile Books books = new Books(new RuleBook(List.of()), Map.of());
    private volatile boolean running;

    Rules(StoredRules store, RuleHits hits, Emails emails, Announcements announcements) {
        this.store = store;
        this.hits = hits;
        this.emails = emails;
        this.announcements = announcements;
    }

    /** What the rules of its site and of all sites find, which is counted. Never throws, never waits. */
    public Found find(Visit visit) {
        var now = books;
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
        var now = books;
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
        return store.all().doOnNext(this::use).then();
    }

    private void use(List<Rule> rules) {
        var ofAll = rules.stream().filter(rule -> rule.site() == null).toList();
        var bySite = rules.stream().filter(rule -> rule.site() != null).collect(groupingBy(Rule::site));
        books = new Books(
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

    @Override
    public void start() {
        rehearse();
        AtStart.await(reload(), "the rules were read");
        announcements.listen(TOPIC, new Announcements.Listener() {
            @Override
            public void announced(String payload) {
                reloadSoon();
            }

            @Override
            public void missed() {
                reloadSoon();
            }
        });
        running = true;
    }

    private void reloadSoon() {
        reload().retryWhen(Retry.backoff(5, Duration.ofMillis(200)))
                .subscribe(done -> {}, failure -> log.warn("The rules could not be read anew: {}", failure.toString()));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the announcements start, whose first connection counts as a gap and reloads. */
    @Override
    public int getPhase() {
        return -10;
    }
}
