package greenroom.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service is reached.
 *
 * @param trustedProxies {@code greenroom.trusted-proxies}: addresses or CIDR blocks whose forwarding headers are believed
 * @param forwardedHeader {@code greenroom.forwarded-header}: which kind of header those proxies set; where both kinds come,
 *     {@code any} reads {@code X-Forwarded-*} and never mixes them
 * @param publicUrl {@code greenroom.public-url}: the service's own address, such as {@code https://comments.example}
 * @param requestTimeout {@code greenroom.request-timeout}: within which a request's head, and then its body, must have come
 */
@ConfigurationProperties("greenroom")
record ProxySettings(
        @DefaultValue List<String> trustedProxies,
        @DefaultValue("any") ForwardedHeader forwardedHeader,
        @Nullable URI publicUrl,
        @DefaultValue("10s") Duration requestTimeout) {
    enum ForwardedHeader {
        ANY,
        X_FORWARDED,
        FORWARDED
    }

    ProxySettings {
        trustedProxies.forEach(AddressBlock::of);
        if (publicUrl != null && !isAnOrigin(publicUrl)) {
            throw new IllegalArgumentException(
                    "greenroom.public-url must be like https://comments.example, without a path: " + publicUrl);
        }
    }

    private static boolean isAnOrigin(URI url) {
        var path = url.getRawPath();
        return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && (path == null || path.isEmpty() || path.equals("/"));
    }

    List<AddressBlock> trustedBlocks() {
        return trustedProxies.stream().map(AddressBlock::of).toList();
    }
}
