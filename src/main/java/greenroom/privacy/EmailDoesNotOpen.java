package greenroom.privacy;

import greenroom.web.Unavailable;
import java.util.UUID;

/**
 * A sealed email that does not open: its key is not in the keyset, it was changed, or it was moved here from another
 * author or site. Names the row, never the email.
 */
public final class EmailDoesNotOpen extends RuntimeException implements Unavailable {
    EmailDoesNotOpen(String siteKey, UUID authorId) {
        super("The sealed email of author " + authorId + " on site " + siteKey + " does not open with this keyset");
    }
}
