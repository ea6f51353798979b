package greenroom.moderator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account to be made; valid. It does not print its password. */
record NewModerator(
        String username,
        String displayName,
        String password,
        Role role,
        @Nullable List<String> sites) {
    @Override
    public String toString() {
        return "NewModerator[" + username + "]";
    }
}
