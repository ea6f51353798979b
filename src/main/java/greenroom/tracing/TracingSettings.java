package greenroom.tracing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where spans go, and of how many requests.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, with its path; null for none
 * @param sampling the share of requests that are traced, 0 to 1
 * @param headers that the collector asks for, such as a key; they are secrets
 */
@ConfigurationProperties("greenroom.tracing")
record TracingSettings(
        @Nullable URI endpoint,
        @DefaultValue("0.1") double sampling,
        @DefaultValue Map<String, String> headers) {
    private static final List<String> SCHEMES = List.of("http", "https");

    TracingSettings {
        if (endpoint != null
                && (!SCHEMES.contains(String.valueOf(endpoint.getScheme())) || endpoint.getHost() == null)) {
            throw new IllegalArgumentException(
                    "greenroom.tracing.endpoint is an address of a collector that takes OTLP over"
                            + " HTTP, such as http://collector:4318/v1/traces");
        }
        if (!(sampling >= 0 && sampling <= 1)) {
            throw new IllegalArgumentException(
                    "greenroom.tracing.sampling must be 0 to 1, such as 0.1 for one request in ten");
        }
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "TracingSettings[]";
    }
}
