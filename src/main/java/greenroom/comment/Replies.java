package greenroom.comment;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds where a reply hangs: under what it answers, or under the deepest ancestor that the site's depth allows. */
@Component
public class Replies {
    /** From the comment up to its root; each step is a look-up by primary key. */
    private static final String LINE = """
            WITH RECURSIVE line AS (
                SELECT c.id, c.parent_id, c.root_id, c.depth, c.status
                  FROM comment c JOIN thread t ON t.id = c.thread_id
                 WHERE c.id = :parent AND t.site_id = :site AND t.key = :thread
                UNION ALL
                SELECT p.id, p.parent_id, p.root_id, p.depth, p.status
                  FROM line JOIN comment p ON p.id = line.parent_id
            )
            SELECT id, root_id, depth, status FROM line ORDER BY depth DESC
            """;

    private final DatabaseClient database;

    Replies(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Where a comment hangs in its thread.
     *
     * @param parent null at the top level
     * @param depth 1 at the top level
     */
    public record Place(@Nullable UUID parent, @Nullable UUID root, int depth) {
        public static final Place TOP = new Place(null, null, 1);
    }

    private record Ancestor(UUID id, @Nullable UUID root, int depth, String status) {
        Place below() {
            return new Place(id, root == null ? id : root, depth + 1);
        }
    }

    /** The place of a reader's reply; empty when there is no such public comment in this thread. */
    public Mono<Place> below(int site, String thread, UUID parent, int deepest) {
        return line(site, thread, parent)
                .filter(line -> line.stream().allMatch(Replies::isPublic))
                .map(line -> place(line, deepest));
    }

    /** The place of a moderator's reply, public or not; empty when there is no such comment in this thread. */
    public Mono<Place> belowAny(int site, String thread, UUID parent, int deepest) {
        return line(site, thread, parent).map(line -> place(line, deepest));
    }

    private Mono<List<Ancestor>> line(int site, String thread, UUID parent) {
        return database.sql(LINE)
                .bind("parent", parent)
                .bind("site", site)
                .bind("thread", thread)
                .map(Replies::ancestor)
                .all()
                .collectList()
                .filter(line -> !line.isEmpty());
    }

    private static Place place(List<Ancestor> line, int deepest) {
        return line.stream()
                .filter(ancestor -> ancestor.depth() < deepest)
                .findFirst()
                .map(Ancestor::below)
                .orElse(Place.TOP);
    }

    private static boolean isPublic(Ancestor ancestor) {
        return ancestor.status().equals(Status.APPROVED.code());
    }

    private static Ancestor ancestor(Readable row) {
        return new Ancestor(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("root_id", UUID.class),
                Objects.requireNonNull(row.get("depth", Integer.class)),
                Objects.requireNonNull(row.get("status", String.class)));
    }
}
