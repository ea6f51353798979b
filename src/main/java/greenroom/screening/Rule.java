package greenroom.screening;

import greenroom.privacy.EmailLookup;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an admin wants done with submissions in which something is found.
 *
 * @param site the store's number of its site, null for all
 * @param value in its normal form; of an author's address the mask
 * @param lookup of an author's address, else null
 * @param hits how often it found something, a few seconds late
 */
record Rule(
        UUID id,
        @Nullable Integer site,
        RuleKind kind,
        String value,
        @Nullable EmailLookup lookup,
        RuleAction action,
        boolean enabled,
        @Nullable String note,
        long hits,
        @Nullable Instant hitAt,
        String createdBy,
        Instant createdAt) {
    /** Under which an author's address is looked up for rules: the key of no site. */
    static final String LOOKUP_SCOPE = "*rules";

    /** Without counters, and not yet kept. */
    static Rule draft(
            UUID id,
            @Nullable Integer site,
            RuleKind kind,
            RuleValue value,
            RuleAction action,
            boolean enabled,
            @Nullable String note,
            String by) {
        return new Rule(
                id, site, kind, value.text(), value.lookup(), action, enabled, note, 0, null, by, Instant.EPOCH);
    }

    Rule enabledNow() {
        return draft(id, site, kind, new RuleValue(value, lookup), action, true, note, createdBy);
    }

    /** For the audit, which never holds an email: a word may be one. */
    String told() {
        return "rule " + id + ": " + kind.code() + ", " + action.code() + (enabled ? "" : ", off");
    }
}
