package greenroom.publication;

import greenroom.comment.Rendering;
import greenroom.publication.PageKey.Sort;
import greenroom.publication.PublishedThread.FormRules;
import greenroom.publication.PublishedThread.Head;
import greenroom.site.Site;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what is public of a thread from the store: each page is one statement, so that it is of one moment. */
@Component
class PublishedThreads {
    /** Past this many, the newest replies of a page are left out: a page must fit into memory. */
    static final int MOST_REPLIES = 5_000;

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /** Served by thread's unique (site_id, key), and comment_published_roots. */
    private static final String ARTICLE_AND_TOP = """
            WITH article AS (
                SELECT id, url, title, published_count, thread_is_open(open, created_at, kept_open, :days) AS open,
                       thread_closes_at(created_at, kept_open, :days) AS closes_at
                  FROM thread WHERE site_id = :site AND key = :thread
            ), top AS (
                SELECT c.id, c.parent_id, c.name, c.body, c.locale, c.by_moderator, c.submitted_at, c.published_at
                  FROM comment c
                 WHERE c.thread_id = (SELECT id FROM article)
                   AND c.status = 'approved' AND c.parent_id IS NULL
            """;

    /** Served by comment_published_replies. */
    private static final String AND_REPLIES = """
                 LIMIT :tops
            ), reply AS (
                SELECT below.*
                  FROM top CROSS JOIN LATERAL (
                    SELECT c.id, c.parent_id, c.name, c.body, c.locale, c.by_moderator, c.submitted_at, c.published_at
                      FROM comment c
                     WHERE c.root_id = top.id AND c.root_id IS NOT NULL AND c.status = 'approved'
                     ORDER BY c.id LIMIT :replies) below
                 ORDER BY below.id LIMIT :replies
            ), shown AS (
                SELECT * FROM top UNION ALL SELECT * FROM reply
            )
            SELECT article.url, article.title, article.open, article.closes_at, article.published_count, shown.*
              FROM article LEFT JOIN shown ON true
             ORDER BY shown.id
            """;

    static final String OLDEST_FIRST = ARTICLE_AND_TOP + "AND c.id > :after ORDER BY c.id\n" + AND_REPLIES;

    /** The same page by page from the end; served by the same indexes. */
    static final String NEWEST_FIRST = ARTICLE_AND_TOP + "AND c.id < :after ORDER BY c.id DESC\n" + AND_REPLIES;

    private final DatabaseClient database;
    private final CommentTree tree;
    private final Rendering rendering;
    private final Clock clock;

    PublishedThreads(DatabaseClient database, CommentTree tree, Rendering rendering, Clock clock) {
        this.database = database;
        this.tree = tree;
        this.rendering = rendering;
        this.clock = clock;
    }

    /** The page; one with nothing in it for a thread to which nobody wrote. Continues on the rendering threads. */
    Mono<PublishedThread> page(Site site, PageKey key) {
        return statement(key.sort())
                .bind("site", site.id())
                .bind("thread", key.thread())
                .bind("days", site.autoCloseDays())
                .bind("after", start(key))
                .bind("tops", key.limit() + 1)
                .bind("replies", MOST_REPLIES)
                .map(row -> new Row(head(site, key, row), until(row), CommentRow.of(row)))
                .all()
                .collectList()
                .as(rendering::continueThere)
                .map(rows -> page(site, key, rows));
    }

    private GenericExecuteSpec statement(Sort sort) {
        return switch (sort) {
            case OLDEST -> database.sql(OLDEST_FIRST);
            case NEWEST -> database.sql(NEWEST_FIRST);
        };
    }

    private static UUID start(PageKey key) {
        if (key.after() != null) {
            return key.after();
        }
        return key.sort() == Sort.OLDEST ? FIRST : LAST;
    }

    private record Row(Head head, Instant until, @Nullable CommentRow comment) {}

    /** It closes once; what closed it already does not matter any more. */
    private static Instant until(Readable row) {
        var closesAt = row.get("closes_at", Instant.class);
        return closesAt != null && isOpen(row) ? closesAt : Instant.MAX;
    }

    private static boolean isOpen(Readable row) {
        return Boolean.TRUE.equals(row.get("open", Boolean.class));
    }

    /** Its first comment may come unheard, for nothing public changes by it; but it will take its days to close, too. */
    private Instant untilAnyMayClose(Site site) {
        return site.autoCloseDays() == 0 ? Instant.MAX : clock.instant().plus(Duration.ofDays(site.autoCloseDays()));
    }

    private static Head head(Site site, PageKey key, Readable row) {
        var isOpen = isOpen(row) && !site.closed();
        var count = Objects.requireNonNull(row.get("published_count", Integer.class));
        return new Head(key.thread(), row.get("title", String.class), row.get("url", String.class), isOpen, count);
    }

    private PublishedThread page(Site site, PageKey key, List<Row> rows) {
        var head = rows.isEmpty()
                ? Head.unwritten(site, key.thread())
                : rows.get(0).head();
        var until = rows.isEmpty() ? untilAnyMayClose(site) : rows.get(0).until();
        var comments = rows.stream().map(Row::comment).filter(Objects::nonNull).toList();
        var branches = tree.grow(site, key.sort(), comments);
        var isLast = branches.size() <= key.limit();
        var shown = isLast ? branches : branches.subList(0, key.limit());
        var next =
                isLast ? null : key.sort().cursorAt(shown.get(shown.size() - 1).id());
        return new PublishedThread(head, shown, next, FormRules.of(site), until);
    }
}
