package greenroom.publication;

import static java.util.stream.Collectors.groupingBy;

import greenroom.comment.Markdown;
import greenroom.publication.PageKey.Sort;
import greenroom.site.Site;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Hangs replies under what they answer. What hangs under nothing that is shown has a hidden ancestor, and is hidden too. */
@Component
class CommentTree {
    private final Avatars avatars;

    CommentTree(Avatars avatars) {
        this.avatars = avatars;
    }

    /** @param comments oldest first */
    List<PublishedComment> grow(Site site, Sort sort, List<CommentRow> comments) {
        var replies = replies(comments);
        var tops = new ArrayList<PublishedComment>();
        for (CommentRow comment : comments) {
            if (comment.parent() == null) {
                tops.add(published(site, comment, replies));
            }
        }
        if (sort == Sort.NEWEST) {
            Collections.reverse(tops);
        }
        return tops;
    }

    /**
     * The comments of these ids, each with what hangs under it.
     *
     * @param comments oldest first
     */
    List<PublishedComment> branches(Site site, Set<UUID> ids, List<CommentRow> comments) {
        var replies = replies(comments);
        return comments.stream()
                .filter(comment -> ids.contains(comment.id()))
                .map(comment -> published(site, comment, replies))
                .toList();
    }

    private static Map<UUID, List<CommentRow>> replies(List<CommentRow> comments) {
        return comments.stream()
                .filter(comment -> comment.parent() != null)
                .collect(groupingBy(comment -> Objects.requireNonNull(comment.parent())));
    }

    private PublishedComment published(Site site, CommentRow comment, Map<UUID, List<CommentRow>> replies) {
        var below = replies.getOrDefault(comment.id(), List.of()).stream()
                .map(reply -> published(site, reply, replies))
                .toList();
        return new PublishedComment(
                comment.id(),
                comment.parent(),
                comment.name(),
                comment.byModerator(),
                Markdown.toHtml(comment.body()),
                comment.locale(),
                toTheMillisecond(comment.publishedAt()),
                toTheMillisecond(comment.submittedAt()),
                avatars.path(site.key(), comment.name()),
                below);
    }

    private static Instant toTheMillisecond(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
