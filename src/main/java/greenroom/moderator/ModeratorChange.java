package greenroom.moderator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of an account; valid. Null leaves a value as it is. It does not print its password.
 *
 * @param limits whether {@code sites} are to be set, null being all of them
 */
record ModeratorChange(
        String username,
        @Nullable String displayName,
        @Nullable String password,
        @Nullable Role role,
        boolean limits,
        @Nullable List<String> sites,
        @Nullable Boolean enabled,
        @Nullable Boolean secondFactorRequired) {
    static ModeratorChange disabling(String username) {
        return new ModeratorChange(username, null, null, null, false, null, false, null);
    }

    /** For the audit. */
    String told() {
        var parts = new ArrayList<String>();
        if (displayName != null) {
            parts.add("display name");
        }
        if (password != null) {
            parts.add("password");
        }
        if (role != null) {
            parts.add("role " + role.code());
        }
        if (limits) {
            parts.add(told(sites));
        }
        if (enabled != null) {
            parts.add(enabled ? "enabled" : "disabled");
        }
        if (secondFactorRequired != null) {
            parts.add(secondFactorRequired ? "second factor required" : "second factor not required");
        }
        return username + ": " + (parts.isEmpty() ? "nothing" : String.join(", ", parts));
    }

    static String told(@Nullable List<String> sites) {
        return sites == null ? "all sites" : "sites " + String.join(" ", sites);
    }

    @Override
    public String toString() {
        return "ModeratorChange[" + told() + "]";
    }
}
