package greenroom.screening;

import greenroom.privacy.EmailAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A submission as rules look at it. What is not known, as when an author edits or a rule is tried on what is kept, is null.
 *
 * @param site the store's number
 * @param text the body as readers would see it, without markup
 */
public record Visit(
        int site,
        String name,
        String body,
        String text,
        @Nullable EmailAddress email,
        @Nullable InetAddress address,
        @Nullable String userAgent) {
    private static final java.util.regex.Pattern MARKUP = java.util.regex.Pattern.compile("<[^>]*>");

    /** What a page shows of this html. */
    public static String textOf(String html) {
        var text = MARKUP.matcher(html).replaceAll("");
        return text.indexOf('&') < 0 ? text : withoutReferences(text);
    }

    private static String withoutReferences(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Override
    public String toString() {
        return "Visit[]";
    }
}
