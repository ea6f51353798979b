package greenroom.moderation;

import greenroom.site.Origin;
import greenroom.site.Site;
import greenroom.site.Sites;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.commons.validator.routines.RegexValidator;
import org.apache.commons.validator.routines.UrlValidator;
import org.springframework.stereotype.Component;

/** The address of a thread's article: http or https, under one of the site's origins, in ASCII (RFC 3986). */
@Component
class ThreadAddress {
    private static final int LONGEST = 2_000;
    /** Any host: it must be one of the site's own, whose names need be in no public list (news.example, news.internal). */
    private static final UrlValidator urls = new UrlValidator(
            new String[] {"http", "https"},
            new RegexValidator("[A-Za-z0-9.:_\\[\\]-]+"),
            UrlValidator.ALLOW_LOCAL_URLS);

    private final Sites sites;

    ThreadAddress(Sites sites) {
        this.sites = sites;
    }

    /** The address in the form that is kept, or empty when it is none of the site's. */
    Optional<String> within(Site site, String typed) {
        var address = typed.strip();
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var ascii = new URI(address).toASCIIString();
            return urls.isValid(ascii) ? kept(site, new URI(ascii)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<String> kept(Site site, URI url) {
        return Origin.of(url)
                .filter(origin -> sites.allows(site, origin))
                .map(origin -> origin
                        + (url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath())
                        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                        + (url.getRawFragment() == null ? "" : "#" + url.getRawFragment()));
    }
}
