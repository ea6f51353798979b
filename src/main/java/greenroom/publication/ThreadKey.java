package greenroom.publication;

import greenroom.comment.Text;
import greenroom.site.Site;
import greenroom.web.Problem;

/** A thread's key as a reader's page names it. */
final class ThreadKey {
    private ThreadKey() {}

    /** The key as it is stored, cleaned as submissions are. Throws 400 {@code bad-parameter} for what can be no key. */
    static String of(Site site, String raw) {
        var key = Text.isBroken(raw) ? "" : Text.line(raw);
        if (key.isEmpty()
                || Text.showsNothing(key)
                || Text.hasLineBreak(key)
                || Text.length(key) > site.limits().threadKeyMax()) {
            throw Problem.badParameter("The parameter \"thread\" must be a key of 1 to "
                            + site.limits().threadKeyMax() + " characters.")
                    .thrown();
        }
        return key;
    }
}
