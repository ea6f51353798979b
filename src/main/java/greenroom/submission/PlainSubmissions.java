package greenroom.submission;

import greenroom.site.Sites;
import greenroom.web.PublicPaths;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows by its head a submission as our widget sends it: JSON, to a site that there is, from an origin that may call. What
 * differs in this goes the ordinary way, which has the words for it.
 */
@Component
final class PlainSubmissions {
    private static final String COMMENTS = "/comments";
    private static final int SHORTEST = PublicPaths.SITES.length() + COMMENTS.length();
    private static final Set<String> JSON = Set.of("application/json", "application/json;charset=utf-8");

    private final Sites sites;

    PlainSubmissions(Sites sites) {
        this.sites = sites;
    }

    /** @param target path and query as they were sent */
    boolean isOne(
            String target, @Nullable String contentType, @Nullable String idempotencyKey, @Nullable String origin) {
        return target.length() > SHORTEST
                && target.startsWith(PublicPaths.SITES)
                && target.endsWith(COMMENTS)
                && isJson(contentType)
                && Sender.mayHave(idempotencyKey)
                && mayCall(site(target), origin);
    }

    /** The key of the site that the target of such a submission names. */
    static String site(String target) {
        return target.substring(PublicPaths.SITES.length(), target.length() - COMMENTS.length());
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && JSON.contains(type.replace(" ", "").toLowerCase(Locale.ROOT));
    }

    private boolean mayCall(String site, @Nullable String origin) {
        return sites.named(site)
                .filter(known -> origin == null || sites.allows(known, origin))
                .isPresent();
    }
}
