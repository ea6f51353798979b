package greenroom.screening;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.ibm.icu.lang.UCharacter;
import greenroom.comment.Text;
import greenroom.privacy.EmailAddress;
import greenroom.privacy.EmailLookup;
import greenroom.privacy.Emails;
import greenroom.privacy.TypedEmail;
import greenroom.web.AddressBlock;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a rule looks for, in its normal form; empty where the typed value makes none of its kind. */
record RuleValue(String text, @Nullable EmailLookup lookup) {
    /** In code points. */
    static final int LONGEST = 300;

    /** Of a compiled pattern; time per character grows with it. */
    private static final int LARGEST_PROGRAM = 1_000;

    /** All counts of a pattern multiplied: RE2/J writes each repetition out before it can be measured. */
    private static final int MOST_REPEATED = 1_000;

    private static final java.util.regex.Pattern COUNT = java.util.regex.Pattern.compile("\\{(\\d+)(?:,(\\d*))?}");
    private static final java.util.regex.Pattern DOMAIN =
            java.util.regex.Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})+");

    static Optional<RuleValue> of(RuleKind kind, String typed, Emails emails) {
        var line = Text.isBroken(typed) ? "" : Text.line(typed);
        if (Text.showsNothing(line) || Text.hasLineBreak(line) || Text.length(line) > LONGEST) {
            return Optional.empty();
        }
        return switch (kind) {
            case WORD, NAME, KEY -> plain(line);
            case PATTERN -> compiled(line).map(pattern -> new RuleValue(line, null));
            case LINK -> domain(line).map(domain -> new RuleValue(domain, null));
            case ADDRESS -> address(line, emails);
            case NETWORK -> AddressBlock.parse(line).map(block -> new RuleValue(line, null));
        };
    }

    private static Optional<RuleValue> plain(String text) {
        return Optional.of(new RuleValue(text, null));
    }

    /** The same for all spellings that differ in upper and lower case only. */
    static String folded(String text) {
        return UCharacter.foldCase(text, true);
    }

    static Optional<Pattern> compiled(String pattern) {
        if (repeated(pattern) > MOST_REPEATED) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE))
                    .filter(compiled -> compiled.programSize() <= LARGEST_PROGRAM);
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static long repeated(String pattern) {
        var times = 1L;
        var counts = COUNT.matcher(pattern);
        while (counts.find() && times <= MOST_REPEATED) {
            var most = counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
            times *= most.length() > 4 ? MOST_REPEATED + 1L : Math.max(1, Integer.parseInt(most));
        }
        return times;
    }

    /** A domain as typed, or the one of an address that was pasted. */
    static Optional<String> domain(String typed) {
        var text = typed.contains("://") ? host(typed) : typed;
        try {
            var ascii = IDN.toASCII(text.replaceFirst("^(\\*?\\.|@)", ""), 0).toLowerCase(Locale.ROOT);
            return Optional.of(ascii).filter(name -> DOMAIN.matcher(name).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String host(String address) {
        try {
            var host = URI.create(address).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Optional<RuleValue> address(String typed, Emails emails) {
        return typed.lastIndexOf('@') > 0
                ? author(typed, emails)
                : domain(typed).map(domain -> new RuleValue("@" + domain, null));
    }

    /** Of the address nothing is kept but its mask and its keyed hash. */
    static Optional<RuleValue> author(String typed, Emails emails) {
        return EmailAddress.parse(TypedEmail.of(typed))
                .fold(
                        email -> Optional.of(new RuleValue(email.mask(), emails.lookup(email, Rule.LOOKUP_SCOPE))),
                        reason -> Optional.empty());
    }

    @Override
    public String toString() {
        return "RuleValue[]";
    }
}
