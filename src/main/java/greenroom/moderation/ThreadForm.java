package greenroom.moderation;

import greenroom.comment.Text;
import greenroom.site.Limits;
import greenroom.web.FieldError;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an admin changes of a thread; null leaves it as it is.
 *
 * @param open true opens it at any age, and age does not close it any more
 */
record ThreadForm(
        @Nullable Boolean open,
        @Nullable String title,
        @Nullable String url) {
    boolean isEmpty() {
        return open == null && title == null && url == null;
    }

    Optional<FieldError> errorOfTitle(Limits limits) {
        if (title == null) {
            return Optional.empty();
        }
        if (Text.isBroken(title) || Text.showsNothing(cleanTitle(title))) {
            return Wording.wrong("/title", "title-invalid", "A title must show something.");
        }
        if (Text.length(cleanTitle(title)) > limits.titleMax()) {
            return Wording.wrong(
                    "/title", "title-too-long", "A title has at most " + limits.titleMax() + " characters.");
        }
        return Optional.empty();
    }

    @Nullable
    String cleanTitle() {
        return title == null ? null : cleanTitle(title);
    }

    private static String cleanTitle(String raw) {
        return Text.line(raw).replace('\n', ' ');
    }
}
