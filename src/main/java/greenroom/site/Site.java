package greenroom.site;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's site that embeds us.
 *
 * @param id the store's number for it
 * @param key its name in addresses
 * @param origins the web origins (RFC 6454) whose pages may call us for it
 * @param limits the installation's, with what this site sets otherwise
 */
public record Site(int id, String key, String name, Set<String> origins, SiteSettings settings, Limits limits) {
    public boolean closed() {
        return Boolean.TRUE.equals(settings.closed());
    }

    /** How many days after it was made a thread closes by itself; 0 for never. */
    public int autoCloseDays() {
        return settings.autoCloseDays() == null ? 0 : settings.autoCloseDays();
    }

    /** Its own words for readers, by their names in the widget: texts, or objects of plural forms. Empty for none. */
    public Map<String, @Nullable Object> texts() {
        return settings.texts() == null ? Map.of() : settings.texts();
    }

    /** Whether moderators, not only admins, may see an author's email. */
    public boolean revealByModerators() {
        return Boolean.TRUE.equals(settings.revealByModerators());
    }
}
