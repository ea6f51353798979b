package greenroom.ratelimit;

import reactor.core.publisher.Mono;

/**
 * Says whether a submission may come in now: one token bucket each for the client's address, the author and the site.
 *
 * <p>A bucket starts full, holds at most its capacity, and fills evenly: capacity 5 and period 1 minute is one token
 * every 12 seconds. Memory is bounded: each kind remembers a fixed number of buckets, and past that forgets those that
 * are used least; a forgotten bucket is a full one.
 *
 * <p>Keys are opaque and must not tell whom they stand for; the caller has hashed them. With
 * {@code greenroom.rate-limit.enabled=false} everything is allowed and nothing is said about it.
 */
public interface RateLimit {

    /**
     * Takes one token of each bucket, or none: what was taken before one refused is given back.
     *
     * <p>The first bucket that refuses is named, asked in the order client, author, site. Tokens may be taken when this
     * is called already, not only when it is subscribed to: call it once for each submission.
     */
    Mono<Admission> admit(String clientKey, String authorKey, String siteKey);

    /** What the client's own bucket says now, without taking anything: for the headers of every other answer. */
    Mono<Admission> look(String clientKey);

    /** The same as far as this replica knows by itself: at once, and nobody is asked. */
    default Mono<Admission> lookHere(String clientKey) {
        return look(clientKey);
    }

    /**
     * Undoes an admission that turned out not to count, such as a retry with its idempotency key; a second call for
     * the same admission, or one for a refused one, gives nothing back.
     *
     * @return what the client's own bucket says now; the refused admission itself if it was one
     */
    Mono<Admission> giveBack(Admission admission);
}
