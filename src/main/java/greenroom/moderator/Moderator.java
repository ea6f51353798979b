package greenroom.moderator;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Somebody who is signed in, or whose token is used, as the store had them a second ago at most. Statements that act check
 * role and sites once more in their own {@code WHERE}.
 *
 * <p>Controllers of private paths take it as {@code @AuthenticationPrincipal Moderator}. It is no {@code
 * java.security.Principal}, for which WebFlux would hand over something else.
 *
 * @param sites keys of the sites they are limited to, or null for all
 */
public record Moderator(
        String username,
        String displayName,
        Role role,
        @Nullable Set<String> sites) implements AuthenticatedPrincipal {
    /** What {@code Authentication.getName()} tells to rooms that know no moderators. */
    @Override
    public String getName() {
        return username;
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    public boolean mayWorkOn(String site) {
        return sites == null || sites.contains(site);
    }
}
