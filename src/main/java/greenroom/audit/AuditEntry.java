package greenroom.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One act, to be written down. It never holds an email.
 *
 * @param by the username; null when the comment's author acted
 */
public record AuditEntry(
        Action action,
        @Nullable String by,
        @Nullable String site,
        @Nullable UUID comment,
        @Nullable UUID author,
        @Nullable String thread,
        @Nullable String from,
        @Nullable String to,
        @Nullable String reason) {
    /** An act that is about no comment: a sign-in, a setting. {@code reason} says what it was about. */
    public static AuditEntry of(Action action, @Nullable String by, @Nullable String site, @Nullable String reason) {
        return new AuditEntry(action, by, site, null, null, null, null, null, reason);
    }

    /** An act on a comment. */
    public static AuditEntry on(
            UUID comment, @Nullable UUID author, Action action, @Nullable String by, String site, String thread) {
        return new AuditEntry(action, by, site, comment, author, thread, null, null, null);
    }

    public AuditEntry changing(String fromStatus, String toStatus) {
        return new AuditEntry(action, by, site, comment, author, thread, fromStatus, toStatus, reason);
    }

    public AuditEntry because(@Nullable String why) {
        return new AuditEntry(action, by, site, comment, author, thread, from, to, why);
    }
}
