package greenroom.site;

import java.util.Set;

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

    /** Whether moderators, not only admins, may see an author's email. */
    public boolean revealByModerators() {
        return Boolean.TRUE.equals(settings.revealByModerators());
    }
}
