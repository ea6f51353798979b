package greenroom.moderation;

import greenroom.ids.Ids;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When comments were submitted. As ids sort by that time, a period is a piece of every list.
 *
 * @param from no earlier than this
 * @param to earlier than this
 */
record Period(@Nullable Instant from, @Nullable Instant to) {
    static final Period EVER = new Period(null, null);

    private static final int DATE = "2026-11-24".length();
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** {@code from} and {@code to}, each a day of UTC (that day included) or an RFC 3339 time. */
    static Period of(Parameters parameters) {
        return new Period(time("from", 0, parameters), time("to", 1, parameters));
    }

    private static @Nullable Instant time(String name, int daysMore, Parameters parameters) {
        var text = parameters.text(name);
        if (text == null) {
            return null;
        }
        try {
            var time = text.length() == DATE
                    ? LocalDate.parse(text).plusDays(daysMore).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
            if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw senseless(name);
        }
        throw senseless(name);
    }

    private static RuntimeException senseless(String name) {
        return Problem.badParameter("The parameter \"" + name
                        + "\" must be a day such as 2026-11-24 or a time such as 2026-11-24T18:59:00Z.")
                .thrown();
    }

    @Nullable
    UUID firstId() {
        return from == null ? null : Ids.earliest(from);
    }

    @Nullable
    UUID lastId() {
        return to == null ? null : Ids.earliest(to);
    }
}
