package greenroom.moderation;

/**
 * What the statements on comments are put together from, at compile time.
 *
 * <p>Each list walks along one index from {@code :after} to {@code :end}, and compares and orders by the whole of that
 * index's key. By the id alone the primary key would do as well in the planner's eyes, and an empty queue would then cost a
 * look at every comment there is.
 *
 * <p>{@code LIMIT 101}, one more than the largest page, is written out so that a plan made without the parameters' values
 * knows too how little is wanted.
 */
final class QueueSql {
    /** All that a {@link QueueItem} shows. */
    static final String COLUMNS = """
            SELECT comment.id, site.key AS site, thread.key AS thread, comment.title, comment.url, comment.parent_id,
                   comment.status, comment.version, comment.name, author.email_mask, author.id AS author_id, author.standing,
                   author.approved, author.rejected, comment.body, comment.locale, comment.signals::text AS signals,
                   comment.score, comment.submitted_at, comment.decided_at, comment.decided_by
            """;

    static final String TABLES = """
              JOIN site ON site.id = comment.site_id
              JOIN thread ON thread.id = comment.thread_id
              LEFT JOIN author ON author.id = comment.author_id
            """;

    /** The page's comments in full, and one more that tells whether there is another page. */
    static final String PAGE_UP = ")\n" + COLUMNS
            + "  FROM (SELECT id FROM page ORDER BY id LIMIT :limit) AS shown\n  JOIN comment ON comment.id = shown.id\n"
            + TABLES + " ORDER BY comment.id";

    static final String PAGE_DOWN = ")\n" + COLUMNS
            + "  FROM (SELECT id FROM page ORDER BY id DESC LIMIT :limit) AS shown\n  JOIN comment ON comment.id = shown.id\n"
            + TABLES + " ORDER BY comment.id DESC";

    static final String MERGED_UP = ") AS found ORDER BY found.id LIMIT 101";
    static final String MERGED_DOWN = ") AS found ORDER BY found.id DESC LIMIT 101";

    /** The sites that this moderator may work on now, as the table has it, and that are asked for. */
    private static final String MINE = """
            WITH mine AS MATERIALIZED (
                SELECT site.id
                  FROM site JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                 WHERE :site::text IS NULL OR site.key = :site
            ), page AS MATERIALIZED (
            """;

    /** comment_by_status, once for each status that is asked for; nothing for who is limited to some sites. */
    private static final String EVERYWHERE = """
            WITH unlimited AS MATERIALIZED (
                SELECT FROM moderator WHERE username = :by AND enabled AND sites IS NULL
            ), page AS MATERIALIZED (
                SELECT found.id
                  FROM unlimited
                 CROSS JOIN unnest(:statuses::text[]) AS wanted (status)
                 CROSS JOIN LATERAL (
            """;

    static final String EVERYWHERE_UP = EVERYWHERE + """
                       SELECT id FROM comment
                        WHERE (status, id) > (wanted.status, :after) AND (status, id) <= (wanted.status, :end)
                        ORDER BY status, id LIMIT 101
            """;

    static final String EVERYWHERE_DOWN = EVERYWHERE + """
                       SELECT id FROM comment
                        WHERE (status, id) < (wanted.status, :after) AND (status, id) >= (wanted.status, :end)
                        ORDER BY status DESC, id DESC LIMIT 101
            """;

    /** comment_by_site_and_status, once for each site and status. */
    private static final String SITES = MINE + """
                SELECT found.id
                  FROM mine
                 CROSS JOIN unnest(:statuses::text[]) AS wanted (status)
                 CROSS JOIN LATERAL (
            """;

    static final String SITES_UP = SITES + """
                       SELECT id FROM comment
                        WHERE (site_id, status, id) > (mine.id, wanted.status, :after)
                          AND (site_id, status, id) <= (mine.id, wanted.status, :end)
                        ORDER BY site_id, status, id LIMIT 101
            """;

    static final String SITES_DOWN = SITES + """
                       SELECT id FROM comment
                        WHERE (site_id, status, id) < (mine.id, wanted.status, :after)
                          AND (site_id, status, id) >= (mine.id, wanted.status, :end)
                        ORDER BY site_id DESC, status DESC, id DESC LIMIT 101
            """;

    /** The threads' unique key, once for each site, then comment_by_thread. */
    private static final String THREAD = MINE + """
                SELECT found.id
                  FROM mine JOIN thread ON thread.site_id = mine.id AND thread.key = :thread
                 CROSS JOIN LATERAL (
            """;

    static final String THREAD_UP = THREAD + """
                       SELECT id FROM comment
                        WHERE (thread_id, id) > (thread.id, :after) AND (thread_id, id) <= (thread.id, :end)
                          AND status = ANY (:statuses)
                          AND (:words::text IS NULL
                               OR to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words))
                        ORDER BY thread_id, id LIMIT 101
            """;

    static final String THREAD_DOWN = THREAD + """
                       SELECT id FROM comment
                        WHERE (thread_id, id) < (thread.id, :after) AND (thread_id, id) >= (thread.id, :end)
                          AND status = ANY (:statuses)
                          AND (:words::text IS NULL
                               OR to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words))
                        ORDER BY thread_id DESC, id DESC LIMIT 101
            """;

    private static final String MATCHING = """
                SELECT id FROM comment
                 WHERE status = ANY (:statuses) AND site_id = ANY (ARRAY(SELECT id FROM mine))
            """;

    /** comment_by_author. */
    private static final String AUTHOR = MINE + MATCHING + """
                   AND (:words::text IS NULL
                        OR to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words))
                   AND (:thread::text IS NULL OR thread_id = ANY (ARRAY(
                        SELECT thread.id FROM mine JOIN thread ON thread.site_id = mine.id AND thread.key = :thread)))
            """;

    static final String AUTHOR_UP = AUTHOR + """
                   AND (author_id, id) > (:author, :after) AND (author_id, id) <= (:author, :end)
                 ORDER BY author_id, id LIMIT 101
            """;

    static final String AUTHOR_DOWN = AUTHOR + """
                   AND (author_id, id) < (:author, :after) AND (author_id, id) >= (:author, :end)
                 ORDER BY author_id DESC, id DESC LIMIT 101
            """;

    /** comment_search; for words that every other comment has, an index in order and a look at each of its comments. */
    private static final String SEARCH = MINE + MATCHING + """
                   AND to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words)
            """;

    static final String SEARCH_UP = SEARCH + "       AND id > :after AND id <= :end ORDER BY id LIMIT 101";
    static final String SEARCH_DOWN = SEARCH + "       AND id < :after AND id >= :end ORDER BY id DESC LIMIT 101";

    private QueueSql() {}
}
