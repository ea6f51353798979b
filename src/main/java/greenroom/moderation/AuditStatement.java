package greenroom.moderation;

/** The statements that list the audit, newest first: one for each index that leads to its entries. */
enum AuditStatement {
    ALL(Sql.RIGHT + Sql.FROM_AUDIT + Sql.REST + Sql.PAGE),
    OF_COMMENT(Sql.RIGHT + Sql.FROM_AUDIT + " AND audit.comment_id = :comment" + Sql.REST + Sql.PAGE),
    OF_ACTION(Sql.RIGHT + Sql.FROM_AUDIT + " AND audit.action = :action" + Sql.REST + Sql.PAGE),
    OF_PERSON(Sql.RIGHT + Sql.FROM_AUDIT + " AND audit.by_whom = :whom" + Sql.REST + Sql.PAGE),
    OF_SITES(Sql.RIGHT + Sql.FROM_SITES + Sql.PAGE);

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

        static final String FROM_AUDIT = """
                    SELECT audit.id FROM audit
                     WHERE EXISTS (SELECT FROM reader WHERE sites IS NULL OR audit.site = ANY (sites))
                """;

        static final String REST = """

                       AND (:site::text IS NULL OR audit.site = :site)
                       AND (:comment::uuid IS NULL OR audit.comment_id = :comment)
                       AND (:action::text IS NULL OR audit.action = :action)
                       AND (:whom::text IS NULL OR audit.by_whom = :whom)
                       AND audit.id < :before
                     ORDER BY audit.id DESC LIMIT 101
                """;

        static final String FROM_SITES = """
                    SELECT found.id
                      FROM reader
                      JOIN site ON (reader.sites IS NULL OR site.key = ANY (reader.sites))
                           AND (:site::text IS NULL OR site.key = :site)
                     CROSS JOIN LATERAL (
                           SELECT audit.id FROM audit
                            WHERE audit.site = site.key
                              AND (:comment::uuid IS NULL OR audit.comment_id = :comment)
                              AND (:action::text IS NULL OR audit.action = :action)
                              AND (:whom::text IS NULL OR audit.by_whom = :whom)
                              AND audit.id < :before
                            ORDER BY audit.id DESC LIMIT 101) AS found
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
