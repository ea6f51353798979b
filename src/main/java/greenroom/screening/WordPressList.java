package greenroom.screening;

import greenroom.comment.Text;
import greenroom.ids.Ids;
import greenroom.privacy.Emails;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of WordPress's two lists of words: {@code moderation_keys}, whose matches wait, and {@code disallowed_keys}, whose
 * matches go to spam. A line is found anywhere, within words too, in any case (wp-includes/comment.php, {@code
 * check_comment} and {@code wp_check_comment_disallowed_list}).
 *
 * <p>A line that is an email address becomes a rule about its author, so that the address itself is not kept.
 */
final class WordPressList {
    private final Set<String> lines = new LinkedHashSet<>();

    WordPressList(String text) {
        for (String line : text.split("\\R", -1)) {
            var clean = Text.isBroken(line) ? "" : Text.line(line);
            if (!Text.showsNothing(clean)) {
                lines.add(clean);
            }
        }
    }

    static Optional<RuleAction> actionOf(@Nullable String list) {
        if ("moderation".equals(list)) {
            return Optional.of(RuleAction.HOLD);
        }
        return "disallowed".equals(list) ? Optional.of(RuleAction.SPAM) : Optional.empty();
    }

    int size() {
        return lines.size();
    }

    /** The rules that these lines make; one that is too long for a rule makes none. */
    List<Rule> rules(@Nullable Integer site, RuleAction action, @Nullable String note, String by, Emails emails) {
        var rules = new ArrayList<Rule>();
        for (String line : lines) {
            var author = line.indexOf('@') > 0 ? RuleValue.author(line, emails) : Optional.<RuleValue>empty();
            var kind = author.isPresent() ? RuleKind.ADDRESS : RuleKind.KEY;
            author.or(() -> RuleValue.of(RuleKind.KEY, line, emails))
                    .map(value -> Rule.draft(Ids.next(), site, kind, value, action, true, note, by))
                    .ifPresent(rules::add);
        }
        return rules;
    }
}
