package greenroom.publication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest public comments of a site or of one of its threads.
 *
 * @param since when there can have been none yet: the time of a feed in which there is none
 * @param entries newest first
 */
record PublishedFeed(Instant since, List<Entry> entries) {
    /**
     * A comment with what its thread is called.
     *
     * @param title null, as {@code url} is, where nobody named the thread
     */
    record Entry(
            CommentRow comment,
            @Nullable String title,
            @Nullable String url) {}
}
