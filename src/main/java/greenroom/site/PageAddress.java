package greenroom.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.commons.validator.routines.RegexValidator;
import org.apache.commons.validator.routines.UrlValidator;
import org.springframework.stereotype.Component;

/** Addresses of a site's own pages, which forms name: parsed once (RFC 3986), and used only as parsed. */
@Component
public final class PageAddress {
    private static final int LONGEST = 2_000;
    /** Which hosts there are the site's own list says, and not a list of top-level domains. */
    private static final RegexValidator anyHost = new RegexValidator("[\\[\\]0-9A-Za-z.:_-]+");

    private static final UrlValidator urls =
            new UrlValidator(new String[] {"http", "https"}, anyHost, UrlValidator.ALLOW_2_SLASHES);

    private final Sites sites;

    PageAddress(Sites sites) {
        this.sites = sites;
    }

    /** A page: its origin in the one form that was compared, and the rest as it was parsed (RFC 3986). */
    public record Page(String origin, String path, String query, String fragment) {
        public String address() {
            return origin + path + query + fragment;
        }

        /** The same page at another place on it. */
        public String at(String place) {
            return origin + path + query + "#" + place;
        }
    }

    /** The page, when it is http or https and lies under one of the site's origins; else empty. */
    public Optional<Page> within(Site site, String typed) {
        var address = typed.strip();
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var url = new URI(address);
            var ascii = url.toASCIIString();
            return urls.isValid(ascii) ? page(site, ascii.equals(address) ? url : new URI(ascii)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<Page> page(Site site, URI url) {
        return Origin.of(url)
                .filter(origin -> sites.allows(site, origin))
                .map(origin -> new Page(
                        origin,
                        url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath(),
                        url.getRawQuery() == null ? "" : "?" + url.getRawQuery(),
                        url.getRawFragment() == null ? "" : "#" + url.getRawFragment()));
    }
}
