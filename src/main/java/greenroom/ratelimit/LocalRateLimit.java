package greenroom.ratelimit;

import greenroom.ratelimit.Admission.Refusal;
import greenroom.ratelimit.Admission.Taken;
import greenroom.ratelimit.Buckets.Standing;
import greenroom.ratelimit.RateLimitSettings.Limit;
import java.time.Duration;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** Buckets in this process; each replica counts for itself. Answers at once. */
final class LocalRateLimit implements RateLimit {

    private final Policed clients;
    private final Policed authors;
    private final Policed sites;

    /** @param nanoTime as {@link System#nanoTime()} */
    LocalRateLimit(RateLimitSettings settings, LongSupplier nanoTime) {
        clients = new Policed(Limited.CLIENT, settings.client(), settings.maximumKeys(), nanoTime);
        authors = new Policed(Limited.AUTHOR, settings.author(), settings.maximumKeys(), nanoTime);
        sites = new Policed(Limited.SITE, settings.site().asLimit(), settings.maximumKeys(), nanoTime);
    }

    @Override
    public Mono<Admission> admit(String clientKey, String authorKey, String siteKey) {
        return Mono.just(take(clientKey, authorKey, siteKey));
    }

    private Admission take(String clientKey, String authorKey, String siteKey) {
        Standing client = clients.buckets.take(clientKey);
        if (!client.yes()) {
            return clients.refused(client);
        }
        Standing author = authors.buckets.take(authorKey);
        if (!author.yes()) {
            clients.buckets.giveBack(clientKey);
            return authors.refused(author);
        }
        Standing site = sites.buckets.take(siteKey);
        if (!site.yes()) {
            authors.buckets.giveBack(authorKey);
            clients.buckets.giveBack(clientKey);
            return sites.refused(site);
        }
        return Admission.allowed(clients.headers(client), new Taken(clientKey, authorKey, siteKey));
    }

    @Override
    public Mono<Admission> look(String clientKey) {
        return Mono.just(clients.look(clientKey));
    }

    @Override
    public Mono<Admission> giveBack(Admission admission) {
        return Mono.just(admission.taken().map(this::giveBack).orElse(admission));
    }

    private Admission giveBack(Taken taken) {
        if (taken.once()) {
            sites.buckets.giveBack(taken.site());
            authors.buckets.giveBack(taken.author());
            clients.buckets.giveBack(taken.client());
        }
        return clients.look(taken.client());
    }

    /** Buckets remembered by the kind that remembers most. */
    long size() {
        return Math.max(clients.buckets.size(), Math.max(authors.buckets.size(), sites.buckets.size()));
    }

    /** Buckets of one kind, and how their state is told. */
    private static final class Policed {
        private final Limited kind;
        private final Buckets buckets;
        private final String policy;

        Policed(Limited kind, Limit limit, long maximumKeys, LongSupplier nanoTime) {
            this.kind = kind;
            this.buckets = new Buckets(limit.capacity(), limit.period(), maximumKeys, nanoTime);
            this.policy = "\"" + kind + "\";q=" + limit.capacity() + ";w=" + wholeSeconds(limit.period());
        }

        private static long wholeSeconds(Duration period) {
            return period.plusNanos(999_999_999).toSeconds();
        }

        Admission refused(Standing standing) {
            return Admission.refused(new Refusal(kind, standing.seconds()), headers(standing));
        }

        Admission look(String key) {
            Standing standing = buckets.look(key);
            return standing.yes() ? Admission.seen(headers(standing)) : refused(standing);
        }

        LimitHeaders headers(Standing standing) {
            return new LimitHeaders(policy, "\"" + kind + "\";r=" + standing.remaining() + ";t=" + standing.seconds());
        }
    }
}
