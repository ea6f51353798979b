package greenroom.screening;

import greenroom.comment.Text;
import greenroom.privacy.Emails;
import greenroom.site.Site;
import greenroom.site.Sites;
import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as an admin sends it. In a change what is absent stays as it is, but for the site: none means all of them, so it is
 * sent along.
 *
 * @param site the key, null for all sites
 */
record RuleForm(
        @Nullable String site,
        @Nullable String kind,
        @Nullable String value,
        @Nullable String action,
        @Nullable Boolean enabled,
        @Nullable String note) {
    private static final int LONGEST_NOTE = 500;

    /** What the rule was before it is changed, or what an absent field means in a new one. */
    private record Before(
            @Nullable RuleKind kind,
            @Nullable RuleValue value,
            @Nullable RuleAction action,
            boolean enabled,
            @Nullable String note) {
        static final Before NOTHING = new Before(null, null, RuleAction.HOLD, true, null);

        static Before of(Rule rule) {
            return new Before(
                    rule.kind(),
                    new RuleValue(rule.value(), rule.lookup()),
                    rule.action(),
                    rule.enabled(),
                    rule.note());
        }
    }

    /** A rule, or what is wrong with the form. */
    record Read(@Nullable Rule rule, List<FieldError> errors) {}

    Read toNew(UUID id, String by, Sites sites, Emails emails) {
        return read(id, by, Before.NOTHING, sites, emails);
    }

    Read toChange(Rule rule, Sites sites, Emails emails) {
        return read(rule.id(), rule.createdBy(), Before.of(rule), sites, emails);
    }

    private Read read(UUID id, String by, Before before, Sites sites, Emails emails) {
        var errors = new ArrayList<FieldError>();
        var known = site == null ? Optional.<Site>empty() : sites.named(site);
        if (site != null && known.isEmpty()) {
            errors.add(new FieldError("/site", "site-unknown", "There is no site with this key."));
        }
        var wantedKind = kind == null ? Optional.ofNullable(before.kind()) : RuleKind.of(kind);
        var wantedAction = action == null ? Optional.ofNullable(before.action()) : RuleAction.of(action);
        if (wantedKind.isEmpty()) {
            errors.add(new FieldError(
                    "/kind", "kind-invalid", "A rule looks for a word, pattern, link, name, address, network or key."));
        }
        if (wantedAction.isEmpty()) {
            errors.add(new FieldError("/action", "action-invalid", "A rule's action is hold, spam or refuse."));
        }
        var wantedValue = wantedKind.flatMap(sort -> value(sort, before, emails));
        if (wantedKind.isPresent() && wantedValue.isEmpty()) {
            errors.add(new FieldError("/value", "value-invalid", expectation(wantedKind.get())));
        }
        var wantedNote = note == null ? before.note() : Text.isBroken(note) ? null : Text.line(note);
        if (wantedNote != null && Text.length(wantedNote) > LONGEST_NOTE) {
            errors.add(new FieldError("/note", "note-too-long", "A note has at most " + LONGEST_NOTE + " characters."));
        }
        if (!errors.isEmpty()) {
            return new Read(null, errors);
        }
        var rule = Rule.draft(
                id,
                known.map(Site::id).orElse(null),
                wantedKind.orElseThrow(),
                wantedValue.orElseThrow(),
                wantedAction.orElseThrow(),
                enabled == null ? before.enabled() : enabled,
                wantedNote == null || Text.showsNothing(wantedNote) ? null : wantedNote,
                by);
        return new Read(rule, List.of());
    }

    /** A mask that comes back as it was shown is no address: it stays the one that it hides. */
    private Optional<RuleValue> value(RuleKind sort, Before before, Emails emails) {
        var old = before.value();
        if (old != null && sort == before.kind() && (value == null || value.equals(old.text()))) {
            return Optional.of(old);
        }
        return value == null ? Optional.empty() : RuleValue.of(sort, value, emails);
    }

    private static String expectation(RuleKind kind) {
        return switch (kind) {
            case WORD, NAME, KEY -> "Type 1 to " + RuleValue.LONGEST + " characters on one line.";
            case PATTERN -> "This is no pattern in RE2 syntax, or one that is too large.";
            case LINK -> "Type a domain, such as casino.example.";
            case ADDRESS -> "Type an email address, or a domain such as @casino.example.";
            case NETWORK -> "Type an address or a block of them, such as 192.0.2.0/24 or 2001:db8::/32.";
        };
    }

    @Override
    public String toString() {
        return "RuleForm[]";
    }
}
