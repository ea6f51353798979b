package greenroom.moderation;

import greenroom.comment.Status;
import greenroom.comment.Text;
import greenroom.moderator.Moderator;
import greenroom.web.Cursor;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which comments a moderator asks for. Absent filters are null.
 *
 * @param words to be found in name or body
 * @param after where the page before this one ended
 */
record QueueFilter(
        @Nullable Status status,
        @Nullable String site,
        @Nullable String thread,
        @Nullable String words,
        @Nullable UUID author,
        Sort sort,
        int limit,
        @Nullable UUID after) {
    private static final int MOST_WORDS = 300;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    /** By time of submission, which is the order of ids. */
    enum Sort {
        OLDEST("queue-oldest"),
        NEWEST("queue-newest");

        private final String list;

        Sort(String list) {
            this.list = list;
        }
    }

    /** Throws the problem with a parameter that makes no sense. */
    static QueueFilter of(Parameters parameters) {
        var sort = parameters.oneOf("sort", Sort.class).orElse(Sort.OLDEST);
        return new QueueFilter(
                parameters.oneOf("status", Status.class).orElse(null),
                line("site", parameters),
                line("thread", parameters),
                words(parameters),
                parameters.id("author"),
                sort,
                parameters.limit(),
                Cursor.uuid(sort.list, parameters.text("cursor")));
    }

    /** A parameter that is one line of text, cleaned as the same text is when it is stored. */
    static @Nullable String line(String name, Parameters parameters) {
        var raw = parameters.text(name);
        if (raw == null) {
            return null;
        }
        if (Text.isBroken(raw)) {
            throw Problem.badParameter("The parameter \"" + name + "\" has characters that are no text.")
                    .thrown();
        }
        return Text.line(raw);
    }

    private static @Nullable String words(Parameters parameters) {
        var words = line("q", parameters);
        if (words != null && words.length() > MOST_WORDS) {
            throw Problem.badParameter("The parameter \"q\" may have at most " + MOST_WORDS + " characters.")
                    .thrown();
        }
        return words;
    }

    String[] statuses() {
        return status == null
                ? Arrays.stream(Status.values()).map(Status::code).toArray(String[]::new)
                : new String[] {status.code()};
    }

    /** The id beyond which the page starts; with it every page is read alike. */
    UUID start() {
        if (after != null) {
            return after;
        }
        return sort == Sort.OLDEST ? BEFORE_ALL : AFTER_ALL;
    }

    /** The id at the list's far end. */
    UUID end() {
        return sort == Sort.OLDEST ? AFTER_ALL : BEFORE_ALL;
    }

    String cursorAt(UUID last) {
        return Cursor.at(sort.list, last);
    }

    /** The statement whose index finds these comments. */
    QueueStatement statement(Moderator me) {
        var isOldest = sort == Sort.OLDEST;
        if (author != null) {
            return isOldest ? QueueStatement.AUTHOR_OLDEST : QueueStatement.AUTHOR_NEWEST;
        }
        if (thread != null) {
            return isOldest ? QueueStatement.THREAD_OLDEST : QueueStatement.THREAD_NEWEST;
        }
        if (words != null) {
            return isOldest ? QueueStatement.SEARCH_OLDEST : QueueStatement.SEARCH_NEWEST;
        }
        if (site != null || me.sites() != null) {
            return isOldest ? QueueStatement.SITES_OLDEST : QueueStatement.SITES_NEWEST;
        }
        return isOldest ? QueueStatement.EVERYWHERE_OLDEST : QueueStatement.EVERYWHERE_NEWEST;
    }
}
