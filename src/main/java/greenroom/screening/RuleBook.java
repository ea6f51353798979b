package greenroom.screening;

import com.google.re2j.Pattern;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.EmailLookup;
import greenroom.privacy.Emails;
import greenroom.screening.Literals.Literal;
import greenroom.web.AddressBlock;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules that are on, of all sites or of one, compiled. Never changes once it is made. */
final class RuleBook {
    private record Compiled(Pattern pattern, Rule rule) {}

    private record Network(AddressBlock addresses, Rule rule) {}

    private final Literals inTexts = new Literals();
    private final Literals inNames = new Literals();
    private final Literals inAgents = new Literals();
    private final List<Compiled> patterns = new ArrayList<>();
    private final Map<String, Rule> links = new HashMap<>();
    private final Map<EmailLookup, Rule> authors = new HashMap<>();
    private final Map<String, Rule> domains = new LinkedHashMap<>();
    private final List<Network> networks = new ArrayList<>();
    private final Map<String, Rule> keys = new LinkedHashMap<>();

    RuleBook(List<Rule> rules) {
        rules.stream().filter(Rule::enabled).forEach(this::add);
    }

    private void add(Rule rule) {
        var folded = RuleValue.folded(rule.value());
        switch (rule.kind()) {
            case WORD -> inTexts.add(new Literal(folded, true, rule));
            case NAME -> inNames.add(new Literal(folded, true, rule));
            case KEY -> addKey(folded, rule);
            case PATTERN ->
                RuleValue.compiled(rule.value()).ifPresent(pattern -> patterns.add(new Compiled(pattern, rule)));
            case LINK -> links.put(rule.value(), rule);
            case ADDRESS -> addAddress(rule);
            case NETWORK -> AddressBlock.parse(rule.value()).ifPresent(block -> networks.add(new Network(block, rule)));
        }
    }

    private void addKey(String folded, Rule rule) {
        var literal = new Literal(folded, false, rule);
        inTexts.add(literal);
        inAgents.add(literal);
        keys.put(folded, rule);
    }

    private void addAddress(Rule rule) {
        if (rule.lookup() == null) {
            domains.put(rule.value().substring(1), rule);
        } else {
            authors.put(rule.lookup(), rule);
        }
    }

    int patterns() {
        return patterns.size();
    }

    /** The rules that find something, each with where. */
    Map<UUID, RuleHit> find(Visit visit, Emails emails) {
        var found = new LinkedHashMap<UUID, RuleHit>();
        inText("name", visit.name(), found);
        inNames.find(RuleValue.folded(visit.name()), note("name", found));
        inText("text", visit.body(), found);
        if (!visit.text().equals(visit.body())) {
            inText("text", visit.text(), found);
        }
        if (visit.email() != null) {
            inEmail(visit.email(), emails, found);
        }
        if (visit.address() != null) {
            inAddress(visit.address(), found);
        }
        inAgent(visit.userAgent(), found);
        return found;
    }

    private static Consumer<Rule> note(String where, Map<UUID, RuleHit> found) {
        return rule -> found.putIfAbsent(rule.id(), new RuleHit(rule, where));
    }

    private void inText(String where, String text, Map<UUID, RuleHit> found) {
        var note = note(where, found);
        if (!inTexts.isEmpty()) {
            inTexts.find(RuleValue.folded(text), note);
        }
        for (Compiled compiled : patterns) {
            if (!found.containsKey(compiled.rule().id())
                    && compiled.pattern().matcher(text).find()) {
                note.accept(compiled.rule());
            }
        }
        if (!links.isEmpty()) {
            Links.hosts(text).forEach(host -> under(host, links, note));
        }
    }

    /** This domain, and each that it is under. */
    private static void under(String host, Map<String, Rule> known, Consumer<Rule> note) {
        for (int dot = -1; dot < host.length(); ) {
            var rule = known.get(host.substring(dot + 1));
            if (rule != null) {
                note.accept(rule);
            }
            var next = host.indexOf('.', dot + 1);
            dot = next < 0 ? host.length() : next;
        }
    }

    private void inEmail(EmailAddress email, Emails emails, Map<UUID, RuleHit> found) {
        var note = note("email", found);
        if (!authors.isEmpty()) {
            emails.lookups(email, Rule.LOOKUP_SCOPE).stream()
                    .filter(authors::containsKey)
                    .map(authors::get)
                    .forEach(note);
        }
        under(email.domain(), domains, note);
        keys.forEach((key, rule) -> {
            if (email.holds(key)) {
                note.accept(rule);
            }
        });
    }

    private void inAddress(InetAddress address, Map<UUID, RuleHit> found) {
        var note = note("client's address", found);
        networks.stream()
                .filter(network -> network.addresses().contains(address))
                .forEach(network -> note.accept(network.rule()));
        inAgents.find(address.getHostAddress(), note);
    }

    private void inAgent(@Nullable String userAgent, Map<UUID, RuleHit> found) {
        if (userAgent != null && !inAgents.isEmpty()) {
            inAgents.find(RuleValue.folded(userAgent), note("user agent", found));
        }
    }
}
