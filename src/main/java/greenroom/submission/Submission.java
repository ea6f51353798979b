package greenroom.submission;

import greenroom.privacy.EmailAddress;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sent, clean and valid: every later step uses these values and none that was typed.
 *
 * @param threadKey of the article's thread, 1 to 200 code points
 * @param parent the comment it answers, not yet looked up
 * @param trap whether the field was filled that people never see
 */
record Submission(
        String threadKey,
        @Nullable String url,
        @Nullable String title,
        @Nullable UUID parent,
        String name,
        EmailAddress email,
        String body,
        @Nullable String locale,
        boolean notifyReplies,
        boolean trap) {
    @Override
    public String toString() {
        return "Submission[]";
    }
}
