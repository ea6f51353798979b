package greenroom.moderation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a site's moderators think of an author. It never approves anything. */
enum Standing {
    NORMAL,
    /** Their comments carry a signal that says so. */
    TRUSTED,
    /** What they send from now on lands in spam. */
    BANNED;

    @JsonValue
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Standing> of(String code) {
        return Arrays.stream(values())
                .filter(standing -> standing.code().equals(code))
                .findFirst();
    }
}
