package greenroom.moderation;

import greenroom.comment.Markdown;
import greenroom.comment.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment as moderators see it, in its JSON form.
 *
 * @param email masked; null when it was erased or a moderator wrote the comment, and so is {@code author}
 * @param html of the body, empty until it is {@link #rendered()}
 * @param decidedBy the username of who decided last
 */
record QueueItem(
        UUID id,
        String site,
        Article thread,
        @Nullable UUID parent,
        Status status,
        int version,
        String name,
        @Nullable String email,
        @Nullable Author author,
        String body,
        String html,
        @Nullable String locale,
        List<Signal> signals,
        float score,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable String decidedBy) {
    /** The thread's key, and what this comment's page called itself. */
    record Article(
            String key, @Nullable String title, @Nullable String url) {}

    /** Who wrote it, without a name; the counts are of comments that stand approved or rejected. */
    record Author(UUID id, String standing, int approved, int rejected) {}

    /** What a machine noticed. */
    record Signal(String code, String detail) {}

    QueueItem rendered() {
        return new QueueItem(
                id,
                site,
                thread,
                parent,
                status,
                version,
                name,
                email,
                author,
                body,
                Markdown.toHtml(body),
                locale,
                signals,
                score,
                submittedAt,
                decidedAt,
                decidedBy);
    }
}
