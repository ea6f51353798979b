package greenroom.publication;

import greenroom.comment.Rendering;
import greenroom.publication.ShownComments.Shown;
import greenroom.site.Site;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads from the store what watching a thread needs: what is public now, and the comments to tell of. */
@Component
class LiveComments {
    /** Reads comment_published_roots, then once comment_published_replies for each root, and walks down in memory. */
    static final String SHOWN = """
            WITH RECURSIVE roots AS MATERIALIZED (
                SELECT c.id, c.version
                  FROM comment c
                 WHERE c.thread_id = (SELECT id FROM thread WHERE site_id = :site AND key = :thread)
                   AND c.status = 'approved' AND c.parent_id IS NULL
            ), replies AS MATERIALIZED (
                SELECT r.id, r.parent_id, r.version
                  FROM roots CROSS JOIN LATERAL (
                       SELECT id, parent_id, version FROM comment
                        WHERE root_id = roots.id AND root_id IS NOT NULL AND status = 'approved'
                          AND parent_id IS NOT NULL) r
            ), shown AS (
                SELECT id, NULL::uuid AS parent_id, version FROM roots
                UNION ALL
                SELECT replies.id, replies.parent_id, replies.version
                  FROM shown JOIN replies ON replies.parent_id = shown.id
            )
            SELECT id, parent_id, version FROM shown ORDER BY id DESC LIMIT :most
            """;

    /** Primary key. */
    private static final String BRANCHES = """
            SELECT id, parent_id, name, body, locale, by_moderator, submitted_at, published_at
              FROM comment
             WHERE id = ANY (:ids) AND status = 'approved'
             ORDER BY id
            """;

    private final DatabaseClient database;
    private final CommentTree tree;
    private final Rendering rendering;

    LiveComments(DatabaseClient database, CommentTree tree, Rendering rendering) {
        this.database = database;
        this.tree = tree;
        this.rendering = rendering;
    }

    Mono<ShownComments> shown(Site site, String thread) {
        return database.sql(SHOWN)
                .bind("site", site.id())
                .bind("thread", thread)
                .bind("most", ShownComments.MOST)
                .map(LiveComments::shown)
                .all()
                .collectList()
                .map(ShownComments::of);
    }

    private static Shown shown(Readable row) {
        return new Shown(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("parent_id", UUID.class),
                Objects.requireNonNull(row.get("version", Integer.class)));
    }

    /**
     * These comments as readers see them, each with what is below it, oldest first. Continues on the rendering threads.
     *
     * @param branches their ids and all below
     */
    Mono<List<PublishedComment>> published(Site site, List<UUID> ids, Collection<UUID> branches) {
        return database.sql(BRANCHES)
                .bind("ids", branches.toArray(UUID[]::new))
                .map(row -> Objects.requireNonNull(CommentRow.of(row)))
                .all()
                .collectList()
                .as(rendering::continueThere)
                .map(rows -> tree.branches(site, new HashSet<>(ids), rows));
    }
}
