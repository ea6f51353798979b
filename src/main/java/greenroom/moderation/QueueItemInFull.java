package greenroom.moderation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment by itself, with what it answers and what became of it.
 *
 * @param history oldest first; of a very long one the newest entries
 */
record QueueItemInFull(
        @JsonUnwrapped QueueItem comment, @Nullable QueueItem parentComment, List<Entry> history) {
    /**
     * One act on the comment.
     *
     * @param by the username; null when its author acted
     * @param body the text that an edit replaced
     */
    record Entry(
            Instant at,
            @Nullable String by,
            String action,
            @Nullable String from,
            @Nullable String to,
            @Nullable String reason,
            @Nullable String body) {}
}
