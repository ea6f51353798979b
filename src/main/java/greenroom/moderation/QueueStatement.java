package greenroom.moderation;

import static greenroom.moderation.QueueSql.AUTHOR;
import static greenroom.moderation.QueueSql.DOWN;
import static greenroom.moderation.QueueSql.EVERYWHERE;
import static greenroom.moderation.QueueSql.MERGED_DOWN;
import static greenroom.moderation.QueueSql.MERGED_UP;
import static greenroom.moderation.QueueSql.PAGE_DOWN;
import static greenroom.moderation.QueueSql.PAGE_UP;
import static greenroom.moderation.QueueSql.SEARCH;
import static greenroom.moderation.QueueSql.SITES;
import static greenroom.moderation.QueueSql.THREAD;
import static greenroom.moderation.QueueSql.UP;

/**
 * The statements that list comments: one for each index that leads to them, up from the oldest or down from the newest.
 * Those merge at most one page from each of a moderator's sites (or of the five statuses), so that no page costs more for
 * being far down the list.
 */
enum QueueStatement {
    EVERYWHERE_OLDEST(EVERYWHERE + UP + MERGED_UP + PAGE_UP, false, false, false),
    EVERYWHERE_NEWEST(EVERYWHERE + DOWN + MERGED_DOWN + PAGE_DOWN, false, false, false),
    SITES_OLDEST(SITES + UP + MERGED_UP + PAGE_UP, true, false, false),
    SITES_NEWEST(SITES + DOWN + MERGED_DOWN + PAGE_DOWN, true, false, false),
    THREAD_OLDEST(THREAD + UP + MERGED_UP + PAGE_UP, true, true, false),
    THREAD_NEWEST(THREAD + DOWN + MERGED_DOWN + PAGE_DOWN, true, true, false),
    AUTHOR_OLDEST(AUTHOR + UP + PAGE_UP, true, true, true),
    AUTHOR_NEWEST(AUTHOR + DOWN + PAGE_DOWN, true, true, true),
    SEARCH_OLDEST(SEARCH + UP + PAGE_UP, true, true, true),
    SEARCH_NEWEST(SEARCH + DOWN + PAGE_DOWN, true, true, true);

    private final String sql;
    private final boolean asksSite;
    private final boolean asksThread;
    private final boolean asksWords;

    QueueStatement(String sql, boolean asksSite, boolean asksThread, boolean asksWords) {
        this.sql = sql;
        this.asksSite = asksSite;
        this.asksThread = asksThread;
        this.asksWords = asksWords;
    }

    String sql() {
        return sql;
    }

    boolean asksSite() {
        return asksSite;
    }

    boolean asksThread() {
        return asksThread;
    }

    boolean asksWords() {
        return asksWords;
    }

    boolean asksAuthor() {
        return this == AUTHOR_OLDEST || this == AUTHOR_NEWEST;
    }
}
