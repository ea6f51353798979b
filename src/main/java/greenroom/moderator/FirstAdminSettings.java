package greenroom.moderator;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code greenroom.bootstrap.admin.*}: the admin to make when there is no moderator yet.
 *
 * @param password taken as it is; absent or empty, one is generated and logged once
 */
@ConfigurationProperties("greenroom.bootstrap.admin")
record FirstAdminSettings(
        @DefaultValue("admin") String username, @Nullable String password) {
    FirstAdminSettings {
        username = ModeratorForm.normal(username);
        if (!ModeratorForm.isUsername(username)) {
            throw new IllegalArgumentException(
                    "greenroom.bootstrap.admin.username must be 1 to 64 of a-z, 0-9 and . _ @ + -: " + username);
        }
        if (password != null && password.getBytes(UTF_8).length > Passwords.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "greenroom.bootstrap.admin.password must have at most " + Passwords.MOST_BYTES + " bytes");
        }
    }

    @Override
    public String toString() {
        return "FirstAdminSettings[" + username + "]";
    }
}
