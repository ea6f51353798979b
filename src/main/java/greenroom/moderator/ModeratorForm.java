package greenroom.moderator;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An account as an admin sends it. In a change what is absent stays as it is.
 *
 * @param sites an array of keys; {@code null} or an empty one means all sites, and absent is none of these
 */
record ModeratorForm(
        @Nullable String username,
        @Nullable String password,
        @Nullable String displayName,
        @Nullable String role,
        @Nullable JsonNode sites,
        @Nullable Boolean enabled,
        @Nullable Boolean secondFactorRequired) {
    /** Names are compared without case; nobody is to be taken for {@code Admin} beside {@code admin}. */
    static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    static boolean isUsername(String normal) {
        return normal.matches("[a-z0-9][a-z0-9._@+-]{0,63}");
    }

    /** It may hold a password. */
    @Override
    public String toString() {
        return "ModeratorForm[]";
    }
}
