package greenroom.comment;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The announcement that something happened that moderators watch: topic {@value #TOPIC}, payload JSON.
 *
 * <p>The group commit announces {@code queued} itself while little comes; where more came at once than an announcement can
 * name, its event is {@code many}.
 *
 * @param event {@code queued}, {@code many}, {@code decided}, {@code edited}, {@code standing} or {@code viewing}
 * @param by the username of who did it, null for the comment's author
 */
public record DeskChange(String event, @Nullable String by, List<Row> comments) {
    public static final String TOPIC = "desk";

    /** So many fit into the 8,000 bytes of an announcement. */
    public static final int MOST = 50;

    /**
     * A comment as it stands now.
     *
     * @param site the store's number
     * @param more by how many there are more that wait: 1, 0 or -1
     */
    public record Row(UUID id, int site, String status, int version, int more) {
        public static int more(@Nullable String was, String is) {
            var pending = Status.PENDING.code();
            return (is.equals(pending) ? 1 : 0) - (pending.equals(was) ? 1 : 0);
        }
    }

    /** What {@code pg_notify} sends. */
    public String announcement(JsonMapper json) {
        return TOPIC + " " + json.writeValueAsString(this);
    }
}
