package greenroom.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import greenroom.site.Site;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a thread as the contract's JSON tells it.
 *
 * @param next the cursor of the following page, or null
 * @param until when it is no longer right though nothing was changed: its thread closes by itself then
 */
record PublishedThread(
        Head thread,
        List<PublishedComment> comments,
        @Nullable String next,
        FormRules form,
        @JsonIgnore Instant until) {
    /**
     * What readers see of the thread itself.
     *
     * @param title null, as {@code url} is, until one of its comments is approved: both are readers' text
     * @param count all public comments, replies included
     */
    record Head(
            String key, @Nullable String title, @Nullable String url, boolean open, int count) {
        /** A thread to which nobody wrote yet. */
        static Head unwritten(Site site, String key) {
            return new Head(key, null, null, !site.closed(), 0);
        }
    }

    /**
     * What the form needs to know before it sends; lengths in code points.
     *
     * @param texts the site's own words; left out when there are none
     */
    record FormRules(
            Name name,
            Body body,
            boolean proof,
            int depth,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, @Nullable Object> texts) {
        record Name(int max) {}

        record Body(int min, int max) {}

        static FormRules of(Site site) {
            var limits = site.limits();
            return new FormRules(
                    new Name(limits.nameMax()),
                    new Body(limits.bodyMin(), limits.bodyMax()),
                    false,
                    limits.depth(),
                    site.texts());
        }
    }
}
