package greenroom.moderation;

/**
 * The statements that list the audit, newest first: one for each index that leads to its entries, compared and ordered by
 * the whole of that index's key for the reason that {@link QueueSql} tells.
 */
enum AuditStatement {
    ALL(Sql.RIGHT + Sql.FROM_AUDIT + Sql.ALL + Sql.PAGE),
    OF_COMMENT(Sql.RIGHT + Sql.FROM_AUDIT + Sql.OF_COMMENT + Sql.PAGE),
    OF_ACTION(Sql.RIGHT + Sql.FROM_AUDIT + Sql.OF_ACTION + Sql.PAGE),
    OF_PERSON(Sql.RIGHT + Sql.FROM_AUDIT + Sql.OF_PERSON + Sql.PAGE),
    OF_SITES(Sql.RIGHT + Sql.OF_SITES + Sql.PAGE);

    private final String sql;

    AuditStatement(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** What they are put together from, at compile time; {@code LIMIT 101} as in {@link QueueSql}. */
    private static final class Sql {
        /** Who is limited to some sites reads only what happened there. */
        static final String RIGHT = """
                WITH reader AS MATERIALIZED (
                    SELECT sites FROM moderator WHERE username = :me AND enabled
                ), page AS MATERIALIZED (
                """;

        private static final String FILTERS = """
                       AND (:comment::uuid IS NULL OR comment_id = :comment)
                       AND (:action::text IS NULL OR action = :action)
                       AND (:whom::text IS NULL OR by_whom = :whom)
                """;

        static final String FROM_AUDIT = """
                    SELECT id FROM audit
                     WHERE EXISTS (SELECT FROM reader WHERE sites IS NULL OR audit.site = ANY (sites))
                       AND (:site::text IS NULL OR site = :site)
                """ + FILTERS;

        /** Primary key. */
        static final String ALL = " AND id < :before AND id >= :end ORDER BY id DESC LIMIT 101";

        /** audit_by_comment. */
        static final String OF_COMMENT = """
                       AND (comment_id, id) < (:comment, :before) AND (comment_id, id) >= (:comment, :end)
                       AND comment_id IS NOT NULL
                     ORDER BY comment_id DESC, id DESC LIMIT 101
                """;

        /** audit_by_action. */
        static final String OF_ACTION = """
                       AND (action, id) < (:action, :before) AND (action, id) >= (:action, :end)
                     ORDER BY action DESC, id DESC LIMIT 101
                """;

        /** audit_by_whom. */
        static final String OF_PERSON = """
                       AND (by_whom, id) < (:whom, :before) AND (by_whom, id) >= (:whom, :end)
                     ORDER BY by_whom DESC, id DESC LIMIT 101
                """;

        /** audit_by_site, once for each site. */
        static final String OF_SITES = """
                    SELECT found.id
                      FROM reader
                      JOIN site ON (reader.sites IS NULL OR site.key = ANY (reader.sites))
                           AND (:site::text IS NULL OR site.key = :site)
                     CROSS JOIN LATERAL (
                           SELECT id FROM audit
                            WHERE (audit.site, id) < (site.key, :before) AND (audit.site, id) >= (site.key, :end)
                """ + FILTERS + """
                            ORDER BY audit.site DESC, id DESC LIMIT 101) AS found
                     ORDER BY found.id DESC LIMIT 101
                """;

        static final String PAGE = """
                )
                SELECT audit.id, audit.at, audit.by_whom, audit.action, audit.site, audit.comment_id, audit.author_id,
                       audit.thread, audit.reason
                  FROM (SELECT id FROM page ORDER BY id DESC LIMIT :limit) AS shown JOIN audit ON audit.id = shown.id
                 ORDER BY audit.id DESC
                """;

        private Sql() {}
    }
}
