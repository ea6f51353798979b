package greenroom.publication;

import greenroom.comment.Rendering;
import greenroom.publication.PublishedFeed.Entry;
import greenroom.site.Site;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the latest comments that are public, by time of submission; what hangs under a hidden one is hidden too. */
@Component
class PublishedFeeds {
    private static final int ENTRIES = 50;

    private static final String LATEST = """
            WITH latest AS (
                SELECT c.*, t.title AS thread_title, t.url AS thread_url
                  FROM comment c JOIN thread t ON t.id = c.thread_id
                 WHERE
            """;

    /** Each comment asks for its ancestors by their primary key. */
    private static final String AND_SHOWN = """
                   AND c.status = 'approved'
                   AND NOT EXISTS (
                       WITH RECURSIVE above AS (
                           SELECT p.parent_id, p.status FROM comment p WHERE p.id = c.parent_id
                           UNION ALL
                           SELECT p.parent_id, p.status FROM above JOIN comment p ON p.id = above.parent_id)
                       SELECT 1 FROM above WHERE status <> 'approved')
                 ORDER BY c.id DESC LIMIT :entries)
            SELECT site.created_at AS since, latest.id, latest.parent_id, latest.name, latest.body, latest.locale,
                   latest.by_moderator, latest.submitted_at, latest.published_at, thread_title, thread_url
              FROM site LEFT JOIN latest ON true
             WHERE site.id = :site
             ORDER BY latest.id DESC
            """;

    /** Served by comment_by_site_and_status from its end. */
    static final String OF_SITE = LATEST + "c.site_id = :site\n" + AND_SHOWN;

    /** Served by thread's unique (site_id, key), and by comment_by_thread from its end. */
    static final String OF_THREAD =
            LATEST + "c.thread_id = (SELECT id FROM thread WHERE site_id = :site AND key = :thread)\n" + AND_SHOWN;

    private record Row(Instant since, @Nullable Entry entry) {}

    private final DatabaseClient database;
    private final Rendering rendering;

    PublishedFeeds(DatabaseClient database, Rendering rendering) {
        this.database = database;
        this.rendering = rendering;
    }

    /** The latest 50. Continues on the rendering threads. */
    Mono<PublishedFeed> latest(Site site, FeedKey key) {
        return statement(key)
                .bind("site", site.id())
                .bind("entries", ENTRIES)
                .map(PublishedFeeds::row)
                .all()
                .collectList()
                .as(rendering::continueThere)
                .map(PublishedFeeds::feed);
    }

    private GenericExecuteSpec statement(FeedKey key) {
        return key.isOfAThread() ? database.sql(OF_THREAD).bind("thread", key.thread()) : database.sql(OF_SITE);
    }

    private static Row row(Readable row) {
        var comment = CommentRow.of(row);
        var since = Objects.requireNonNull(row.get("since", Instant.class));
        return new Row(
                since,
                comment == null
                        ? null
                        : new Entry(
                                comment, row.get("thread_title", String.class), row.get("thread_url", String.class)));
    }

    private static PublishedFeed feed(List<Row> rows) {
        return new PublishedFeed(
                rows.get(0).since(),
                rows.stream().map(Row::entry).filter(Objects::nonNull).toList());
    }
}
