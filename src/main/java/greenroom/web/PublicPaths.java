package greenroom.web;

/** The paths that article pages of other origins call (Fetch, CORS). */
public final class PublicPaths {
    public static final String SITES = "/api/v1/sites/";
    private static final String SUBMISSIONS = "/api/v1/submissions/";

    private PublicPaths() {}

    /** @param path as {@link RoutedPath} has it */
    public static boolean contain(String path) {
        return path.startsWith(SITES) || path.startsWith(SUBMISSIONS);
    }
}
