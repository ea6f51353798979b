package greenroom.publication;

import greenroom.web.Cursor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names one page of one thread.
 *
 * @param thread the thread's key, as it is stored
 * @param limit how many top-level comments a page has at most, 1 to 100
 * @param after the top-level comment behind which the page starts; null at the start
 */
record PageKey(
        String site,
        String thread,
        Sort sort,
        int limit,
        @Nullable UUID after) implements ThreadCache.Key {
    /** By time of submission. */
    enum Sort {
        OLDEST("comments-oldest"),
        NEWEST("comments-newest");

        private final String list;

        Sort(String list) {
            this.list = list;
        }

        String cursorAt(UUID comment) {
            return Cursor.at(list, comment);
        }

        /** Throws 400 {@code bad-cursor}. */
        @Nullable
        UUID position(@Nullable String cursor) {
            return Cursor.uuid(list, cursor);
        }
    }
}
