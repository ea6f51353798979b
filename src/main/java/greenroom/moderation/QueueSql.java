package greenroom.moderation;

/**
 * What the statements on comments are put together from, at compile time.
 *
 * <p>{@code LIMIT 101}, one more than the largest page, is written out so that a plan made without the parameters' values
 * knows too how little is wanted.
 */
final class QueueSql {
    /** The sites that this moderator may work on now, as the table has it, and that are asked for. */
    static final String MINE = """
            WITH mine AS MATERIALIZED (
                SELECT site.id
                  FROM site JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                 WHERE :site::text IS NULL OR site.key = :site
            ),
            """;

    static final String UP = " AND comment.id > :after ORDER BY comment.id LIMIT 101";
    static final String DOWN = " AND comment.id < :after ORDER BY comment.id DESC LIMIT 101";
    static final String MERGED_UP = ") AS found ORDER BY found.id LIMIT 101";
    static final String MERGED_DOWN = ") AS found ORDER BY found.id DESC LIMIT 101";

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

    static final String PAGE_UP = ")\n" + COLUMNS
            + " FROM (SELECT id FROM page ORDER BY id LIMIT :limit) AS shown JOIN comment ON comment.id = shown.id\n"
            + TABLES + " ORDER BY comment.id";
    static final String PAGE_DOWN = ")\n" + COLUMNS
            + " FROM (SELECT id FROM page ORDER BY id DESC LIMIT :limit) AS shown JOIN comment ON comment.id = shown.id\n"
            + TABLES + " ORDER BY comment.id DESC";

    /** comment_by_status, once for each status that is asked for. */
    static final String EVERYWHERE = """
            WITH unlimited AS MATERIALIZED (
                SELECT FROM moderator WHERE username = :by AND enabled AND sites IS NULL
            ),
            page AS MATERIALIZED (
                SELECT found.id
                  FROM unlimited
                 CROSS JOIN unnest(:statuses::text[]) AS wanted (status)
                 CROSS JOIN LATERAL (
                       SELECT comment.id FROM comment
                        WHERE comment.status = wanted.status
            """;

    /** comment_by_site_and_status, once for each site and status. */
    static final String SITES = MINE + """
            page AS MATERIALIZED (
                SELECT found.id
                  FROM mine
                 CROSS JOIN unnest(:statuses::text[]) AS wanted (status)
                 CROSS JOIN LATERAL (
                       SELECT comment.id FROM comment
                        WHERE comment.site_id = mine.id AND comment.status = wanted.status
            """;

    /** The thread's unique key, once for each site, then comment_by_thread. */
    static final String THREAD = MINE + """
            page AS MATERIALIZED (
                SELECT found.id
                  FROM mine JOIN thread ON thread.site_id = mine.id AND thread.key = :thread
                 CROSS JOIN LATERAL (
                       SELECT comment.id FROM comment
                        WHERE comment.thread_id = thread.id AND comment.status = ANY (:statuses)
            """;

    private static final String REST = """
                   AND comment.status = ANY (:statuses)
                   AND comment.site_id = ANY (ARRAY(SELECT id FROM mine))
                   AND (:thread::text IS NULL OR comment.thread_id = ANY (ARRAY(
                        SELECT thread.id FROM mine JOIN thread ON thread.site_id = mine.id AND thread.key = :thread)))
            """;

    /** comment_by_author. */
    static final String AUTHOR = MINE + """
            page AS MATERIALIZED (
                SELECT comment.id FROM comment
                 WHERE comment.author_id = :author
                   AND (:words::text IS NULL
                        OR to_tsvector('simple', comment.name || ' ' || comment.body)
                           @@ websearch_to_tsquery('simple', :words))
            """ + REST;

    /** comment_search; for words that every other comment has, the primary key and a look at each. */
    static final String SEARCH = MINE + """
            page AS MATERIALIZED (
                SELECT comment.id FROM comment
                 WHERE to_tsvector('simple', comment.name || ' ' || comment.body) @@ websearch_to_tsquery('simple', :words)
            """ + REST;

    private QueueSql() {}
}
