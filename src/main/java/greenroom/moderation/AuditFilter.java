package greenroom.moderation;

import greenroom.audit.Action;
import greenroom.moderator.Moderator;
import greenroom.web.Cursor;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which entries of the audit a moderator asks for. Absent filters are null. */
record AuditFilter(
        @Nullable Action action,
        @Nullable String by,
        @Nullable String site,
        @Nullable UUID comment,
        int limit,
        @Nullable UUID before) {
    private static final String LIST = "audit";
    private static final int LARGEST_PAGE = 100;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** Throws the problem with a parameter that makes no sense. */
    static AuditFilter of(Parameters parameters) {
        return new AuditFilter(
                action(parameters.text("action")),
                QueueFilter.line("by", parameters),
                QueueFilter.line("site", parameters),
                parameters.id("comment"),
                parameters.limit(),
                Cursor.uuid(LIST, parameters.text("cursor")));
    }

    private static @Nullable Action action(@Nullable String code) {
        if (code == null) {
            return null;
        }
        return Arrays.stream(Action.values())
                .filter(action -> action.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Problem.badParameter("The parameter \"action\" names nothing that can be done here.")
                        .thrown());
    }

    /** The same from its beginning, in the largest pages there are. */
    AuditFilter inWholePages() {
        return new AuditFilter(action, by, site, comment, LARGEST_PAGE, null);
    }

    /** The page after this entry. */
    AuditFilter after(UUID entry) {
        return new AuditFilter(action, by, site, comment, limit, entry);
    }

    UUID start() {
        return before == null ? AFTER_ALL : before;
    }

    /** The id at the list's far end. */
    UUID end() {
        return BEFORE_ALL;
    }

    String cursorAt(UUID last) {
        return Cursor.at(LIST, last);
    }

    /** The statement whose index leaves the least to look through: decisions are by far the most. */
    AuditStatement statement(Moderator me) {
        if (comment != null) {
            return AuditStatement.OF_COMMENT;
        }
        if (action != null && action != Action.DECIDE) {
            return AuditStatement.OF_ACTION;
        }
        if (by != null) {
            return AuditStatement.OF_PERSON;
        }
        if (site != null || me.sites() != null) {
            return AuditStatement.OF_SITES;
        }
        return action == null ? AuditStatement.ALL : AuditStatement.OF_ACTION;
    }
}
