package greenroom.comment;

/**
 * The announcement that what readers see of a thread has changed: topic {@value #TOPIC}, payload {@code SITE-KEY
 * THREAD-KEY}. Statements that change it announce it with {@code pg_notify('greenroom', 'thread ' || site.key || ' ' ||
 * thread.key)}.
 */
public record ThreadChange(String site, String thread) {
    public static final String TOPIC = "thread";

    public static ThreadChange parse(String payload) {
        var space = payload.indexOf(' ');
        return new ThreadChange(payload.substring(0, space), payload.substring(space + 1));
    }
}
