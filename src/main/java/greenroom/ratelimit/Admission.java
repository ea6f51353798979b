package greenroom.ratelimit;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Whether a submission may come in, and what to tell the client about it. */
public final class Admission {

    static final Admission UNLIMITED = new Admission(null, null, null);

    private final @Nullable Refusal refusal;
    private final @Nullable LimitHeaders headers;
    private final @Nullable Taken taken;

    private Admission(@Nullable Refusal refusal, @Nullable LimitHeaders headers, @Nullable Taken taken) {
        this.refusal = refusal;
        this.headers = headers;
        this.taken = taken;
    }

    static Admission allowed(LimitHeaders headers, Taken taken) {
        return new Admission(null, headers, taken);
    }

    static Admission seen(LimitHeaders headers) {
        return new Admission(null, headers, null);
    }

    static Admission refused(Refusal refusal, LimitHeaders headers) {
        return new Admission(refusal, headers, null);
    }

    public boolean allowed() {
        return refusal == null;
    }

    /** Empty if it is allowed. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    /**
     * Of the client's own bucket, or of the one that refused: another's may be told only then, for a bucket that is
     * not full tells that somebody used it. Empty if there are no limits.
     */
    public Optional<LimitHeaders> headers() {
        return Optional.ofNullable(headers);
    }

    Optional<Taken> taken() {
        return Optional.ofNullable(taken);
    }

    /**
     * Why not.
     *
     * @param by the bucket that is empty
     * @param retryAfterSeconds until its next token is there, rounded up, at least 1; never before {@code t} of
     *     {@link LimitHeaders#limit()}
     */
    public record Refusal(Limited by, long retryAfterSeconds) {}

    /** The keys of the buckets that an admission took a token of. */
    static final class Taken {
        private final String client;
        private final String author;
        private final String site;
        private final boolean shared;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Taken(String client, String author, String site, boolean shared) {
            this.client = client;
            this.author = author;
            this.site = site;
            this.shared = shared;
        }

        static Taken here(String client, String author, String site) {
            return new Taken(client, author, site, false);
        }

        /** The same, when they were taken of the shared buckets as well. */
        Taken everywhere() {
            return new Taken(client, author, site, true);
        }

        boolean shared() {
            return shared;
        }

        /** True for the first who asks: tokens are given back once. */
        boolean once() {
            return held.compareAndSet(true, false);
        }

        String client() {
            return client;
        }

        String author() {
            return author;
        }

        String site() {
            return site;
        }
    }
}
