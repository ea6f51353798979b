package greenroom.publication;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the window shows.
 *
 * @param cache {@code greenroom.cache.*}
 * @param demo {@code greenroom.demo.*}
 * @param bootstrap {@code greenroom.bootstrap.*}, of which the demo needs the site's key
 * @param securityContact {@code greenroom.security-contact}: an address (mailto:, https:, tel:) or a bare email
 */
@ConfigurationProperties("greenroom")
record PublicationSettings(
        @DefaultValue Cache cache,
        @DefaultValue Demo demo,
        @DefaultValue Bootstrap bootstrap,
        @Nullable String securityContact) {
    /**
     * Ready answers kept in memory.
     *
     * @param bytes how much of the heap they may take; what is asked for least goes first
     */
    record Cache(@DefaultValue("64MB") DataSize bytes) {
        Cache {
            if (bytes.toBytes() < 0) {
                throw new IllegalArgumentException("greenroom.cache.bytes must be 0 or more, such as 64MB");
            }
        }
    }

    /** @param enabled whether there is an article page at {@code /demo/} */
    record Demo(@DefaultValue("true") boolean enabled) {}

    record Bootstrap(@DefaultValue Site site) {
        record Site(@DefaultValue("demo") String key) {}
    }

    long cacheBytes() {
        return cache.bytes().toBytes();
    }

    boolean hasDemo() {
        return demo.enabled();
    }

    String demoSite() {
        return bootstrap.site().key();
    }
}
