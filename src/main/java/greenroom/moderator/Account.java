package greenroom.moderator;

import io.r2dbc.spi.Readable;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's account as the store has it, without the password.
 *
 * @param sites keys of the sites it is limited to, in order, or null for all
 * @param hasSecondFactor whether a code is asked at its sign-in
 * @param secondFactorRequired whether an admin demands that
 * @param epoch grows whenever earlier sessions must end
 */
record Account(
        String username,
        String displayName,
        Role role,
        @Nullable Set<String> sites,
        boolean enabled,
        boolean hasSecondFactor,
        boolean secondFactorRequired,
        int epoch) {
    /** The columns that {@link #of} reads. */
    static final String COLUMNS = """
            moderator.username, display_name, moderator.role, sites, enabled, second_factor_required, epoch,
            EXISTS (SELECT FROM second_factor
                     WHERE second_factor.username = moderator.username AND confirmed_at IS NOT NULL) AS has_second_factor
            """;

    static Account of(Readable row) {
        return new Account(
                row.get("username", String.class),
                row.get("display_name", String.class),
                Role.of(row.get("role", String.class)).orElseThrow(),
                sorted(row.get("sites", String[].class)),
                row.get("enabled", Boolean.class),
                row.get("has_second_factor", Boolean.class),
                row.get("second_factor_required", Boolean.class),
                row.get("epoch", Integer.class));
    }

    private static @Nullable Set<String> sorted(String @Nullable [] sites) {
        return sites == null ? null : Collections.unmodifiableSet(new TreeSet<>(Set.of(sites)));
    }

    boolean isAdminOfAllSites() {
        return enabled && role == Role.ADMIN && sites == null;
    }

    Moderator moderator() {
        return new Moderator(username, displayName, role, sites);
    }

    /** Who acts by a token of this account: its role is the lesser of the two. */
    Moderator moderatorBy(Role tokenRole) {
        return new Moderator(username, displayName, role == Role.ADMIN ? tokenRole : role, sites);
    }
}
