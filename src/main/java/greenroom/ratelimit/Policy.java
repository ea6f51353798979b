package greenroom.ratelimit;

import greenroom.ratelimit.Admission.Refusal;
import greenroom.ratelimit.RateLimitSettings.Limit;
import java.time.Duration;

/** How the state of one kind of bucket is told. */
final class Policy {

    private final Limited kind;
    private final Limit limit;
    private final String text;

    Policy(Limited kind, Limit limit) {
        this.kind = kind;
        this.limit = limit;
        this.text = "\"" + kind + "\";q=" + limit.capacity() + ";w=" + wholeSeconds(limit.period());
    }

    private static long wholeSeconds(Duration period) {
        return period.plusNanos(999_999_999).toSeconds();
    }

    /** Buckets under this policy, for all replicas together. */
    SharedBuckets shared(SharedLimits source, long maximumKeys) {
        return source.buckets(kind.toString(), limit.capacity(), limit.period(), maximumKeys);
    }

    Admission refused(Standing standing) {
        return Admission.refused(new Refusal(kind, standing.seconds()), headers(standing));
    }

    Admission seen(Standing standing) {
        return standing.yes() ? Admission.seen(headers(standing)) : refused(standing);
    }

    LimitHeaders headers(Standing standing) {
        return new LimitHeaders(text, "\"" + kind + "\";r=" + standing.remaining() + ";t=" + standing.seconds());
    }
}
