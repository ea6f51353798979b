package greenroom.publication;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An approved comment as the contract's JSON tells it, its approved replies in it, oldest first.
 *
 * @param html the safe subset that {@link greenroom.comment.Markdown} writes
 * @param avatar the path of its picture
 */
record PublishedComment(
        UUID id,
        @Nullable UUID parent,
        String name,
        boolean byModerator,
        String html,
        @Nullable String locale,
        Instant publishedAt,
        Instant submittedAt,
        String avatar,
        List<PublishedComment> replies) {}
