package greenroom.ratelimit;

/**
 * The two fields of draft-ietf-httpapi-ratelimit-headers-11, for one bucket.
 *
 * <p>{@code t} is the draft's effective window, "the number of seconds within which the client can use no more than the
 * available quota": for a bucket that fills evenly, the time until its next token (of a full one: the time that one
 * token takes), rounded up. {@code Retry-After} of a refusal is the same number, so it is never before {@code t}.
 *
 * @param policy value of {@code RateLimit-Policy}, such as {@code "client";q=5;w=60}
 * @param limit value of {@code RateLimit}, such as {@code "client";r=4;t=12}
 */
public record LimitHeaders(String policy, String limit) {}
