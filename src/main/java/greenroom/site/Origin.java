package greenroom.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** A web origin (RFC 6454): scheme, host and port, compared as a whole. */
public final class Origin {
    private Origin() {}

    /** The origin in its one form, or empty when the text is more or less than an http(s) origin. */
    public static Optional<String> parse(String text) {
        try {
            var url = new URI(text);
            var isBare = (url.getRawPath() == null || url.getRawPath().isEmpty())
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            return isBare ? of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The origin of an absolute http(s) address without user information, or empty. */
    public static Optional<String> of(URI url) {
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        var host = url.getHost();
        if ((!scheme.equals("http") && !scheme.equals("https")) || host == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        if (url.getPort() > 65_535 || url.getPort() == 0) {
            return Optional.empty();
        }
        return Optional.of(scheme + "://" + host.toLowerCase(Locale.ROOT) + port(scheme, url.getPort()));
    }

    private static String port(String scheme, int port) {
        var isDefault = port == -1 || port == (scheme.equals("https") ? 443 : 80);
        return isDefault ? "" : ":" + port;
    }
}
