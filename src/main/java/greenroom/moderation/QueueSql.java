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

    private static final String SIGNALLED = "       AND (:signal::jsonb IS NULL OR signals @> :signal::jsonb)\n";

    /** Found by an index already, these few are looked at one by one. */
    private static final String SAYING = SIGNALLED + """
                          AND (:words::text IS NULL
                               OR to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words)
                               OR locale IS NOT NULL AND to_tsvector(search_language(locale), name || ' ' || body)
                                  @@ search_in_languages(:languages::text[], :words)
                               OR name || ' ' || body ILIKE :fragment::text)
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
            """ + SAYING + "            ORDER BY thread_id, id LIMIT 101\n";

    static final String THREAD_DOWN =
            THREAD + """
                       SELECT id FROM comment
                        WHERE (thread_id, id) < (thread.id, :after) AND (thread_id, id) >= (thread.id, :end)
                          AND status = ANY (:statuses)
            """ + SAYING + "            ORDER BY thread_id DESC, id DESC LIMIT 101\n";

    private static final String MATCHING = """
                SELECT id FROM comment
                 WHERE status = ANY (:statuses) AND site_id = ANY (ARRAY(SELECT id FROM mine))
            """;

    /** comment_by_author. */
    private static final String AUTHOR = MINE + MATCHING + SAYING + """
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

    private static final String UP = "       AND id > :after AND id <= :end ORDER BY id LIMIT 101";
    private static final String DOWN = "       AND id < :after AND id >= :end ORDER BY id DESC LIMIT 101";

    /** comment_signals; for a signal that every other comment has, an index in order and a look at each of its comments. */
    private static final String SIGNAL = MINE + MATCHING + "       AND signals <> '[]' AND signals @> :signal::jsonb\n";

    static final String SIGNAL_UP = SIGNAL + UP;
    static final String SIGNAL_DOWN = SIGNAL + DOWN;

    /**
     * The thousand comments that come next in the list, along comment_by_site_and_status: words that many comments have fill
     * a page out of these, and the indexes that find words anywhere need not be asked.
     */
    private static final String NEXT = """
            WITH mine AS MATERIALIZED (
                SELECT site.id
                  FROM site JOIN moderator ON moderator.username = :by AND moderator.enabled
                       AND (moderator.sites IS NULL OR site.key = ANY (moderator.sites))
                 WHERE :site::text IS NULL OR site.key = :site
            ), near AS MATERIALIZED (
                SELECT id
                  FROM (SELECT found.id
                          FROM mine
                         CROSS JOIN unnest(:statuses::text[]) AS wanted (status)
                         CROSS JOIN LATERAL (
            """;

    private static final String NEXT_UP = NEXT + """
                               SELECT id FROM comment
                                WHERE (site_id, status, id) > (mine.id, wanted.status, :after)
                                  AND (site_id, status, id) <= (mine.id, wanted.status, :end)
                                ORDER BY site_id, status, id LIMIT 1000) AS found
                         ORDER BY found.id LIMIT 1000) AS next
                  JOIN comment USING (id)
                 WHERE true
            """ + SAYING + "         ORDER BY id LIMIT 101)\n";

    private static final String NEXT_DOWN = NEXT + """
                               SELECT id FROM comment
                                WHERE (site_id, status, id) < (mine.id, wanted.status, :after)
                                  AND (site_id, status, id) >= (mine.id, wanted.status, :end)
                                ORDER BY site_id DESC, status DESC, id DESC LIMIT 1000) AS found
                         ORDER BY found.id DESC LIMIT 1000) AS next
                  JOIN comment USING (id)
                 WHERE true
            """ + SAYING + "         ORDER BY id DESC LIMIT 101)\n";

    private static final String SEARCH = """
            , page AS MATERIALIZED (
                SELECT found.id FROM (
                    SELECT id FROM near
                     UNION
            """;

    private static final String FEW = "       AND (SELECT count(*) FROM near) < 101\n";

    /** What is in the next three indexes; {@code OFFSET 0} keeps the planner from looking along the list instead. */
    private static final String DECIDED = "(SELECT id FROM (" + MATCHING + SIGNALLED + FEW + """
                   AND :statuses::text[] <> '{pending}' AND status <> 'pending'
            """;

    /** comment_search finds words as they are written. */
    private static final String WORDS = DECIDED + """
                   AND to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words)
            """;

    /** comment_search_language finds them in other forms. */
    private static final String FORMS = DECIDED + """
                   AND locale IS NOT NULL
                   AND to_tsvector(search_language(locale), name || ' ' || body)
                       @@ search_in_languages(:languages::text[], :words)
            """;

    /** comment_fragments finds parts of them, where there is such an index. */
    private static final String FRAGMENTS = DECIDED + """
                   AND name || ' ' || body ILIKE :fragment::text
                   AND to_regclass('comment_fragments') IS NOT NULL
            """;

    private static final String ANY_UP =
            "       AND id > :after AND id <= :end OFFSET 0) AS decided ORDER BY id LIMIT 101";
    private static final String ANY_DOWN =
            "       AND id < :after AND id >= :end OFFSET 0) AS decided ORDER BY id DESC LIMIT 101";

    /**
     * What waits is in none of those: it is found along comment_by_site_and_status. Where the words stand alone, each must
     * be there in some way, which is asked first because it costs a tenth of taking the text apart.
     */
    private static final String WAITING = """
            (   SELECT waiting.id
                  FROM mine
                 CROSS JOIN LATERAL (
                       SELECT id FROM comment
                        WHERE 'pending' = ANY (:statuses) AND name || ' ' || body ILIKE ALL (:parts::text[])
                          AND (name || ' ' || body ILIKE :fragment::text
                               OR to_tsvector('simple', name || ' ' || body) @@ websearch_to_tsquery('simple', :words))
            """ + SIGNALLED + FEW;

    private static final String WAITING_UP = WAITING + """
                          AND (site_id, status, id) > (mine.id, 'pending', :after)
                          AND (site_id, status, id) <= (mine.id, 'pending', :end)
                        ORDER BY site_id, status, id LIMIT 101) AS waiting)
            """;

    private static final String WAITING_DOWN = WAITING + """
                          AND (site_id, status, id) < (mine.id, 'pending', :after)
                          AND (site_id, status, id) >= (mine.id, 'pending', :end)
                        ORDER BY site_id DESC, status DESC, id DESC LIMIT 101) AS waiting)
            """;

    private static final String OR = ")\n UNION\n";

    static final String SEARCH_UP =
            NEXT_UP + SEARCH + WORDS + ANY_UP + OR + FORMS + ANY_UP + OR + FRAGMENTS + ANY_UP + OR + WAITING_UP;
    static final String SEARCH_DOWN = NEXT_DOWN
            + SEARCH
            + WORDS
            + ANY_DOWN
            + OR
            + FORMS
            + ANY_DOWN
            + OR
            + FRAGMENTS
            + ANY_DOWN
            + OR
            + WAITING_DOWN;

    /** Instead of the page: how many there are, up to one more than are counted. */
    static final String COUNT = ")\nSELECT count(*) AS found FROM page";

    private QueueSql() {}
}
