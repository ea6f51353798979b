package greenroom.web;

import java.util.List;

/** The paths that only moderators use. */
public final class PrivatePaths {
    private static final List<String> PREFIXES =
            List.of("/api/v1/session", "/api/v1/moderation", "/api/v1/admin", "/api/v1/tokens");

    private PrivatePaths() {}

    public static boolean contain(String path) {
        for (String prefix : PREFIXES) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** As patterns, for the security chain. */
    public static String[] patterns() {
        return PREFIXES.stream()
                .flatMap(prefix -> List.of(prefix, prefix + "/**").stream())
                .toArray(String[]::new);
    }
}
