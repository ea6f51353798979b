package greenroom.site;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code greenroom.bootstrap.site.*}: the site to make when there is none yet. */
@ConfigurationProperties("greenroom.bootstrap.site")
record FirstSiteSettings(
        @DefaultValue("demo") String key,
        @DefaultValue("Demo") String name,
        @DefaultValue List<String> origins) {
    FirstSiteSettings {
        if (!SiteForm.isKey(key)) {
            throw new IllegalArgumentException(
                    "greenroom.bootstrap.site.key must be 1 to 63 of a-z, 0-9 and -: " + key);
        }
        origins.forEach(FirstSiteSettings::normal);
    }

    String[] normalOrigins() {
        return origins.stream().map(FirstSiteSettings::normal).toArray(String[]::new);
    }

    private static String normal(String origin) {
        return Origin.parse(origin.strip())
                .orElseThrow(() -> new IllegalArgumentException("greenroom.bootstrap.site.origins has \"" + origin
                        + "\", which is no origin such as https://news.example"));
    }
}
