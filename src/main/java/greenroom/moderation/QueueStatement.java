package greenroom.moderation;

import static greenroom.moderation.QueueSql.AUTHOR_DOWN;
import static greenroom.moderation.QueueSql.AUTHOR_UP;
import static greenroom.moderation.QueueSql.EVERYWHERE_DOWN;
import static greenroom.moderation.QueueSql.EVERYWHERE_UP;
import static greenroom.moderation.QueueSql.MERGED_DOWN;
import static greenroom.moderation.QueueSql.MERGED_UP;
import static greenroom.moderation.QueueSql.PAGE_DOWN;
import static greenroom.moderation.QueueSql.PAGE_UP;
import static greenroom.moderation.QueueSql.SEARCH_DOWN;
import static greenroom.moderation.QueueSql.SEARCH_UP;
import static greenroom.moderation.QueueSql.SITES_DOWN;
import static greenroom.moderation.QueueSql.SITES_UP;
import static greenroom.moderation.QueueSql.THREAD_DOWN;
import static greenroom.moderation.QueueSql.THREAD_UP;

/**
 * The statements that list comments: one for each index that leads to them, up from the oldest or down from the newest.
 * Those merge at most one page from each of a moderator's sites (or of the five statuses), so that no page costs more for
 * being far down the list.
 */
enum QueueStatement {
    EVERYWHERE_OLDEST(EVERYWHERE_UP + MERGED_UP + PAGE_UP, Asks.STATUS),
    EVERYWHERE_NEWEST(EVERYWHERE_DOWN + MERGED_DOWN + PAGE_DOWN, Asks.STATUS),
    SITES_OLDEST(SITES_UP + MERGED_UP + PAGE_UP, Asks.SITE),
    SITES_NEWEST(SITES_DOWN + MERGED_DOWN + PAGE_DOWN, Asks.SITE),
    SEARCH_OLDEST(SEARCH_UP + PAGE_UP, Asks.WORDS),
    SEARCH_NEWEST(SEARCH_DOWN + PAGE_DOWN, Asks.WORDS),
    THREAD_OLDEST(THREAD_UP + MERGED_UP + PAGE_UP, Asks.THREAD),
    THREAD_NEWEST(THREAD_DOWN + MERGED_DOWN + PAGE_DOWN, Asks.THREAD),
    AUTHOR_OLDEST(AUTHOR_UP + PAGE_UP, Asks.AUTHOR),
    AUTHOR_NEWEST(AUTHOR_DOWN + PAGE_DOWN, Asks.AUTHOR);

    /** The filters that a statement takes, each of these with all before it. */
    private enum Asks {
        STATUS,
        SITE,
        WORDS,
        THREAD,
        AUTHOR
    }

    private final String sql;
    private final Asks asks;

    QueueStatement(String sql, Asks asks) {
        this.sql = sql;
        this.asks = asks;
    }

    String sql() {
        return sql;
    }

    boolean asksSite() {
        return asks.compareTo(Asks.SITE) >= 0;
    }

    boolean asksWords() {
        return asks.compareTo(Asks.WORDS) >= 0;
    }

    boolean asksThread() {
        return asks.compareTo(Asks.THREAD) >= 0;
    }

    boolean asksAuthor() {
        return asks == Asks.AUTHOR;
    }
}
