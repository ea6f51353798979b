package greenroom.moderation;

import static greenroom.moderation.QueueSql.AUTHOR_DOWN;
import static greenroom.moderation.QueueSql.AUTHOR_UP;
import static greenroom.moderation.QueueSql.COUNT;
import static greenroom.moderation.QueueSql.EVERYWHERE_DOWN;
import static greenroom.moderation.QueueSql.EVERYWHERE_UP;
import static greenroom.moderation.QueueSql.MERGED_DOWN;
import static greenroom.moderation.QueueSql.MERGED_UP;
import static greenroom.moderation.QueueSql.PAGE_DOWN;
import static greenroom.moderation.QueueSql.PAGE_UP;
import static greenroom.moderation.QueueSql.SEARCH_DOWN;
import static greenroom.moderation.QueueSql.SEARCH_UP;
import static greenroom.moderation.QueueSql.SIGNAL_DOWN;
import static greenroom.moderation.QueueSql.SIGNAL_UP;
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
    EVERYWHERE_OLDEST(EVERYWHERE_UP + MERGED_UP, PAGE_UP, Asks.STATUS),
    EVERYWHERE_NEWEST(EVERYWHERE_DOWN + MERGED_DOWN, PAGE_DOWN, Asks.STATUS),
    SITES_OLDEST(SITES_UP + MERGED_UP, PAGE_UP, Asks.SITE),
    SITES_NEWEST(SITES_DOWN + MERGED_DOWN, PAGE_DOWN, Asks.SITE),
    SIGNAL_OLDEST(SIGNAL_UP, PAGE_UP, Asks.SIGNAL),
    SIGNAL_NEWEST(SIGNAL_DOWN, PAGE_DOWN, Asks.SIGNAL),
    SEARCH_OLDEST(SEARCH_UP + MERGED_UP, PAGE_UP, Asks.WORDS),
    SEARCH_NEWEST(SEARCH_DOWN + MERGED_DOWN, PAGE_DOWN, Asks.WORDS),
    THREAD_OLDEST(THREAD_UP + MERGED_UP, PAGE_UP, Asks.THREAD),
    THREAD_NEWEST(THREAD_DOWN + MERGED_DOWN, PAGE_DOWN, Asks.THREAD),
    AUTHOR_OLDEST(AUTHOR_UP, PAGE_UP, Asks.AUTHOR),
    AUTHOR_NEWEST(AUTHOR_DOWN, PAGE_DOWN, Asks.AUTHOR);

    /** As far as comments are counted. */
    static final int MOST_COUNTED = 10_000;

    /** The filters that a statement takes, each of these with all before it. */
    private enum Asks {
        STATUS,
        SITE,
        SIGNAL,
        WORDS,
        THREAD,
        AUTHOR
    }

    /** The statement that counts what the other lists. */
    record Counting(String sql) {}

    private final String sql;
    private final String counting;
    private final Asks asks;

    QueueStatement(String found, String page, Asks asks) {
        this.sql = found + page;
        this.counting =
                found.replace("LIMIT 101", "LIMIT " + (MOST_COUNTED + 1)).replace("< 101", "< " + (MOST_COUNTED + 1))
                        + COUNT;
        this.asks = asks;
    }

    String sql() {
        return sql;
    }

    Counting counting() {
        return new Counting(counting);
    }

    boolean asksSite() {
        return asks.compareTo(Asks.SITE) >= 0;
    }

    boolean asksSignal() {
        return asks.compareTo(Asks.SIGNAL) >= 0;
    }

    boolean asksWords() {
        return asks.compareTo(Asks.WORDS) >= 0;
    }

    /** Whether it looks for words among all comments, and not only among those that another filter has found. */
    boolean searches() {
        return asks == Asks.WORDS;
    }

    boolean asksThread() {
        return asks.compareTo(Asks.THREAD) >= 0;
    }

    boolean asksAuthor() {
        return asks == Asks.AUTHOR;
    }

    /** Whether which index serves best hangs on what is asked for, so that a plan made once for all would serve badly. */
    boolean wantsItsOwnPlan() {
        return asks == Asks.SIGNAL || asks == Asks.WORDS;
    }
}
