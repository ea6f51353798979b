package greenroom.web;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The service's own address.
 *
 * <p>Links take {@code greenroom.public-url}, or else scheme and {@code Host} of the request. What counts as our own
 * origin never comes from a request: without a public URL it is localhost alone.
 */
@Component
public final class OwnAddress {
    private final @Nullable String publicOrigin;
    private volatile Set<String> origins;

    OwnAddress(ProxySettings settings) {
        this.publicOrigin = settings.publicUrl() == null ? null : origin(settings.publicUrl());
        this.origins = publicOrigin == null ? Set.of() : Set.of(publicOrigin);
    }

    /** Scheme, host and port, the default port left out, in lower case (RFC 6454). */
    static String origin(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var host = url.getHost().toLowerCase(Locale.ROOT);
        var isDefault = url.getPort() == -1 || url.getPort() == ("https".equals(scheme) ? 443 : 80);
        return scheme + "://" + host + (isDefault ? "" : ":" + url.getPort());
    }

    @EventListener
    void serverStarted(WebServerInitializedEvent event) {
        var isTheService = event.getApplicationContext().getServerNamespace() == null;
        if (isTheService && publicOrigin == null) {
            var port = event.getWebServer().getPort();
            origins = Set.of("http://localhost:" + port, "http://127.0.0.1:" + port);
        }
    }

    /** Origins that are this service itself. */
    public Set<String> origins() {
        return origins;
    }

    /** What to put before a path to make a link of it. */
    public String base(ServerWebExchange exchange) {
        if (publicOrigin != null) {
            return publicOrigin;
        }
        var scheme = Client.of(exchange).https() ? "https" : "http";
        var host = exchange.getRequest().getHeaders().getHost();
        return host == null
                ? ""
                : scheme + "://" + host.getHostString() + (host.getPort() > 0 ? ":" + host.getPort() : "");
    }
}
