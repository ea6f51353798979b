package greenroom.ratelimit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is let in.
 *
 * @param store where the buckets are: {@code local}, so that each replica counts for itself, or {@code redis}, for all of
 *     them together
 * @param maximumKeys buckets remembered of each kind, about 430 bytes each with its key
 */
@Validated
@ConfigurationProperties("greenroom.rate-limit")
record RateLimitSettings(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("local")
        @Pattern(
                regexp = "local|redis",
                message = "must be \"local\", or \"redis\" to share the limits between replicas")
        String store,

        @DefaultValue @Valid Limit client,
        @DefaultValue @Valid Limit author,
        @DefaultValue @Valid SiteLimit site,

        @DefaultValue("100000") @Min(1_000) @Max(10_000_000) int maximumKeys) {

    private static final int MOST = 1_000_000;

    boolean isShared() {
        return store.equals("redis");
    }

    /** One token bucket: {@code capacity} submissions at once, full again after {@code period}. */
    record Limit(
            @DefaultValue("5") @Min(1) @Max(MOST) int capacity,

            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration period) {}

    /** The same for all that one site takes in. */
    record SiteLimit(
            @DefaultValue("600") @Min(1) @Max(MOST) int capacity,

            @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(days = 1)
            Duration period) {

        Limit asLimit() {
            return new Limit(capacity, period);
        }
    }
}
