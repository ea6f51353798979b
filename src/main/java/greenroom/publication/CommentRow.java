package greenroom.publication;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An approved comment as the store has it. */
record CommentRow(
        UUID id,
        @Nullable UUID parent,
        String name,
        String body,
        @Nullable String locale,
        boolean byModerator,
        Instant submittedAt,
        Instant publishedAt) {
    /** Null where the thread's row has no comment beside it. */
    static @Nullable CommentRow of(Readable row) {
        var id = row.get("id", UUID.class);
        if (id == null) {
            return null;
        }
        var submittedAt = Objects.requireNonNull(row.get("submitted_at", Instant.class));
        var publishedAt = row.get("published_at", Instant.class);
        return new CommentRow(
                id,
                row.get("parent_id", UUID.class),
                Objects.requireNonNull(row.get("name", String.class)),
                Objects.requireNonNull(row.get("body", String.class)),
                row.get("locale", String.class),
                row.get("by_moderator", String.class) != null,
                submittedAt,
                publishedAt == null ? submittedAt : publishedAt);
    }
}
