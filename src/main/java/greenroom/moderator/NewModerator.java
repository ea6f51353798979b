package greenroom.moderator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account to be made; valid. It does not print its password. */
record NewModerator(
        String username,
        String displayName,
        String password,
        Role role,
        @Nullable List<String> sites,
        boolean secondFactorRequired) {
    /** For the audit. */
    String told() {
        return username + ": role " + role.code() + ", " + ModeratorChange.told(sites)
                + (secondFactorRequired ? ", second factor required" : "");
    }

    @Override
    public String toString() {
        return "NewModerator[" + username + "]";
    }
}
