package greenroom.site;

import com.fasterxml.jackson.annotation.JsonInclude;
import greenroom.web.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one site sets otherwise than the installation; null keeps the installation's value. Lengths are in code points.
 *
 * @param depth the deepest level of replies, the top level being 1
 * @param closed whether the whole site takes no comments
 * @param autoCloseDays how many days after it was made a thread closes by itself; 0 for never
 * @param revealByModerators whether moderators, not only admins, may see an author's email
 * @param texts the site's own words for readers by their names in the widget, see {@link SiteTexts}; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SiteSettings(
        @Nullable Integer nameMax,
        @Nullable Integer emailMax,
        @Nullable Integer bodyMin,
        @Nullable Integer bodyMax,
        @Nullable Integer threadKeyMax,
        @Nullable Integer titleMax,
        @Nullable Integer depth,
        @Nullable Boolean closed,
        @Nullable Integer autoCloseDays,
        @Nullable Boolean revealByModerators,
        @Nullable Map<String, @Nullable Object> texts) {
    static final SiteSettings NONE = new SiteSettings(null, null, null, null, null, null, null, null, null, null, null);

    List<FieldError> errors() {
        var errors = new ArrayList<FieldError>();
        check(errors, "nameMax", nameMax, 1, 1_000);
        check(errors, "emailMax", emailMax, 6, 254);
        check(errors, "bodyMin", bodyMin, 1, 1_000);
        check(errors, "bodyMax", bodyMax, 10, 60_000);
        check(errors, "threadKeyMax", threadKeyMax, 1, 500);
        check(errors, "titleMax", titleMax, 1, 1_000);
        check(errors, "depth", depth, 1, 10);
        check(errors, "autoCloseDays", autoCloseDays, 0, 3_650);
        if (bodyMin != null && bodyMax != null && bodyMin > bodyMax) {
            errors.add(new FieldError("/settings/bodyMin", "setting-invalid", "bodyMin must not be over bodyMax."));
        }
        if (texts != null) {
            errors.addAll(SiteTexts.errors(texts));
        }
        return errors;
    }

    private static void check(List<FieldError> errors, String name, @Nullable Integer value, int lowest, int highest) {
        if (value != null && (value < lowest || value > highest)) {
            errors.add(new FieldError(
                    "/settings/" + name, "setting-invalid", name + " must be " + lowest + " to " + highest + "."));
        }
    }
}
