package greenroom.screening;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule looks for. */
enum RuleKind {
    /** A word or words, whole, in the name or the text. */
    WORD("the word"),
    /** A regular expression (RE2 syntax) in the name or the text; letters count as one in upper and lower case. */
    PATTERN("the pattern"),
    /** A link to this domain, or to one under it. */
    LINK("links to"),
    /** A word or words, whole, in the name. */
    NAME("the name"),
    /** An author by their email, or all whose email is at this domain or one under it. */
    ADDRESS("the address"),
    /** Clients of this network, in CIDR notation. */
    NETWORK("the network"),
    /** As a line of WordPress's lists: anywhere in name, email, text, client address or user agent, within words too. */
    KEY("the key");

    private final String words;

    RuleKind(String words) {
        this.words = words;
    }

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a signal calls it. */
    String words() {
        return words;
    }

    static Optional<RuleKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
