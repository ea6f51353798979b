package greenroom.moderation;

import greenroom.comment.Status;
import greenroom.comment.Text;
import greenroom.moderator.Moderator;
import greenroom.web.Cursor;
import greenroom.web.Parameters;
import greenroom.web.Problem;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which comments a moderator asks for. Absent filters are null.
 *
 * @param words to be found in name or body
 * @param signal the code of something that a machine noticed
 * @param after where the page before this one ended
 */
record QueueFilter(
        @Nullable Status status,
        @Nullable String site,
        @Nullable String thread,
        @Nullable String words,
        @Nullable UUID author,
        @Nullable String signal,
        Period period,
        Sort sort,
        int limit,
        @Nullable UUID after) {
    private static final int MOST_WORDS = 300;
    private static final int SHORTEST_FRAGMENT = 3;
    private static final Pattern SIGNAL = Pattern.compile("[a-z]{1,30}(-[a-z]{1,30}){0,5}");
    private static final Pattern OPERATORS = Pattern.compile("\"|(^| )-|(?i: or )");
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
                signal(parameters),
                Period.of(parameters),
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

    private static @Nullable String signal(Parameters parameters) {
        var signal = parameters.text("signal");
        if (signal != null && !SIGNAL.matcher(signal).matches()) {
            throw Problem.badParameter("The parameter \"signal\" must be a signal's code, such as links.")
                    .thrown();
        }
        return signal;
    }

    /** What a comment's signals must contain, as JSON; null where any will do. */
    @Nullable
    String signals() {
        return signal == null ? null : "[{\"code\": \"" + signal + "\"}]";
    }

    /**
     * What a text must be like to hold the words somewhere, within other words too; null where that is not asked for: for
     * less than three characters, of which no index knows, and for words with operators.
     */
    @Nullable
    String fragment() {
        if (words == null || !isPlain() || words.codePointCount(0, words.length()) < SHORTEST_FRAGMENT) {
            return null;
        }
        return somewhere(words);
    }

    /** What a text must be like to hold each of the words somewhere; none for words with operators. */
    String[] parts() {
        return words == null || !isPlain()
                ? new String[0]
                : Arrays.stream(words.strip().split("\\s+", -1))
                        .map(QueueFilter::somewhere)
                        .toArray(String[]::new);
    }

    private static String somewhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Whether the words stand alone. With operators they are taken as they are written. */
    boolean isPlain() {
        return words == null || !OPERATORS.matcher(words).find();
    }

    String[] statuses() {
        return status == null
                ? Arrays.stream(Status.values()).map(Status::code).toArray(String[]::new)
                : new String[] {status.code()};
    }

    /** The id beyond which the page starts; with it every page is read alike. */
    UUID start() {
        if (sort == Sort.OLDEST) {
            return after == null ? or(period.firstId(), BEFORE_ALL) : laterOf(after, or(period.firstId(), BEFORE_ALL));
        }
        return after == null ? or(period.lastId(), AFTER_ALL) : earlierOf(after, or(period.lastId(), AFTER_ALL));
    }

    /** The id at the list's far end. */
    UUID end() {
        return sort == Sort.OLDEST ? or(period.lastId(), AFTER_ALL) : or(period.firstId(), BEFORE_ALL);
    }

    private static UUID or(@Nullable UUID id, UUID otherwise) {
        return id == null ? otherwise : id;
    }

    private static UUID laterOf(UUID one, UUID other) {
        return compare(one, other) < 0 ? other : one;
    }

    private static UUID earlierOf(UUID one, UUID other) {
        return compare(one, other) < 0 ? one : other;
    }

    /** As the store sorts them; Java takes their halves for signed numbers. */
    private static int compare(UUID one, UUID other) {
        var first = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return first != 0
                ? first
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
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
        if (signal != null) {
            return isOldest ? QueueStatement.SIGNAL_OLDEST : QueueStatement.SIGNAL_NEWEST;
        }
        if (site != null || me.sites() != null) {
            return isOldest ? QueueStatement.SITES_OLDEST : QueueStatement.SITES_NEWEST;
        }
        return isOldest ? QueueStatement.EVERYWHERE_OLDEST : QueueStatement.EVERYWHERE_NEWEST;
    }
}
