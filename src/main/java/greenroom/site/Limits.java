package greenroom.site;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a submission is measured by: {@code greenroom.limits.*}, of which a site may set some otherwise. Lengths are in code
 * points.
 *
 * @param depth the deepest level of replies, the top level being 1
 * @param editWindow how long authors may change a waiting comment
 */
@ConfigurationProperties("greenroom.limits")
public record Limits(
        @DefaultValue("100") int nameMax,
        @DefaultValue("254") int emailMax,
        @DefaultValue("2") int bodyMin,
        @DefaultValue("10000") int bodyMax,
        @DefaultValue("200") int threadKeyMax,
        @DefaultValue("300") int titleMax,
        @DefaultValue("5") int depth,
        @DefaultValue("15m") Duration editWindow) {
    public Limits {
        check("name-max", nameMax, 1, 1_000);
        check("email-max", emailMax, 6, 254);
        check("body-min", bodyMin, 1, 1_000);
        check("body-max", bodyMax, Math.max(10, bodyMin), 60_000);
        check("thread-key-max", threadKeyMax, 1, 500);
        check("title-max", titleMax, 1, 1_000);
        check("depth", depth, 1, 10);
        if (editWindow.isNegative() || editWindow.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("greenroom.limits.edit-window must be 0s to 1d");
        }
    }

    private static void check(String name, int value, int lowest, int highest) {
        if (value < lowest || value > highest) {
            throw new IllegalArgumentException("greenroom.limits." + name + " must be " + lowest + " to " + highest);
        }
    }

    Limits with(SiteSettings settings) {
        var longest = or(settings.bodyMax(), bodyMax);
        return new Limits(
                or(settings.nameMax(), nameMax),
                or(settings.emailMax(), emailMax),
                // set at different times, the two may not fit together
                Math.min(or(settings.bodyMin(), bodyMin), longest),
                longest,
                or(settings.threadKeyMax(), threadKeyMax),
                or(settings.titleMax(), titleMax),
                or(settings.depth(), depth),
                editWindow);
    }

    private static int or(@Nullable Integer own, int general) {
        return own == null ? general : own;
    }
}
