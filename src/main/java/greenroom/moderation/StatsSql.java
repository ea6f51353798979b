package greenroom.moderation;

/** What {@link Stats} asks. Each walks along one index and reads nothing but it, as far as that index is vacuumed. */
final class StatsSql {
    private static final String MINE = """
            WITH mine AS MATERIALIZED (
                SELECT id, key FROM site
                 WHERE (:sites::text[] IS NULL OR key = ANY (:sites)) AND (:site::text IS NULL OR key = :site)
            )
            """;

    /** comment_by_site_and_status, once for each site. */
    static final String WAITING = MINE + """
            SELECT coalesce(sum(ofsite.n), 0)::bigint AS waiting, min(ofsite.oldest) AS oldest
              FROM mine
             CROSS JOIN LATERAL (
                   SELECT (SELECT count(*) FROM comment WHERE site_id = mine.id AND status = 'pending') AS n,
                          (SELECT submitted_at FROM comment WHERE site_id = mine.id AND status = 'pending'
                            ORDER BY site_id, status, id LIMIT 1) AS oldest) AS ofsite
            """;

    /** comment_by_site_and_status, once for each day, site and status; and comment_caught, once for each day and site. */
    static final String SUBMITTED = MINE + """
            SELECT asked.day, coalesce(sum(ofsite.submitted), 0)::bigint AS submitted,
                   coalesce(sum(ofsite.caught), 0)::bigint AS caught
              FROM unnest(:days::date[], :starts::uuid[], :ends::uuid[]) AS asked (day, start, finish)
              LEFT JOIN mine ON true
              LEFT JOIN LATERAL (
                   SELECT (SELECT sum(ofstatus.n)
                             FROM unnest('{pending,approved,rejected,spam,withdrawn}'::text[]) AS any_status (status)
                            CROSS JOIN LATERAL (
                                  SELECT count(*) AS n FROM comment
                                   WHERE site_id = mine.id AND comment.status = any_status.status
                                     AND id >= asked.start AND id < asked.finish) AS ofstatus) AS submitted,
                          (SELECT count(*) FROM comment
                            WHERE site_id = mine.id AND status = 'spam' AND decided_by IS NULL
                              AND id >= asked.start AND id < asked.finish) AS caught) AS ofsite ON true
             GROUP BY asked.day
             ORDER BY asked.day
            """;

    /**
     * audit_of_decisions, once for each site. When a comment was submitted its id tells: the first 48 bits are milliseconds
     * (RFC 9562 section 5.7).
     */
    static final String DECIDED = MINE + """
            , decided AS MATERIALIZED (
                SELECT one.*
                  FROM mine
                 CROSS JOIN LATERAL (
                       SELECT (at AT TIME ZONE 'UTC')::date AS day, by_whom, to_status,
                              CASE WHEN from_status = 'pending'
                                   THEN extract(epoch FROM at)::double precision
                                        - ('x' || translate(left(comment_id::text, 13), '-', ''))::bit(48)::bigint / 1000.0
                                   END::double precision AS seconds
                         FROM audit
                        WHERE audit.site = mine.key AND audit.id >= :start AND audit.action = 'decide') AS one
            )
            SELECT day, to_status AS status, NULL AS by_whom, count(*) AS decisions,
                   NULL::double precision AS median, NULL::double precision AS p95
              FROM decided GROUP BY day, to_status
             UNION ALL
            SELECT NULL, NULL, NULL, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds),
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds)
              FROM decided
             UNION ALL
            (SELECT NULL, NULL, by_whom, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), NULL
               FROM decided WHERE by_whom IS NOT NULL GROUP BY by_whom ORDER BY count(*) DESC, by_whom LIMIT 100)
            """;

    private StatsSql() {}
}
