package greenroom.ratelimit;

import greenroom.ratelimit.Admission.Taken;
import greenroom.ratelimit.RateLimitSettings.Limit;
import java.util.function.LongSupplier;
import reactor.core.publisher.Mono;

/** Buckets in this process; each replica counts for itself. Answers at once. */
final class LocalRateLimit implements RateLimit {

    private final Policed clients;
    private final Policed authors;
    private final Policed sites;

    /** @param nanoTime as {@link System#nanoTime()} */
    LocalRateLimit(RateLimitSettings settings, LongSupplier nanoTime) {
        clients = Policed.of(Limited.CLIENT, settings.client(), settings.maximumKeys(), nanoTime);
        authors = Policed.of(Limited.AUTHOR, settings.author(), settings.maximumKeys(), nanoTime);
        sites = Policed.of(Limited.SITE, settings.site().asLimit(), settings.maximumKeys(), nanoTime);
    }

    @Override
    public Mono<Admission> admit(String clientKey, String authorKey, String siteKey) {
        return Mono.just(take(clientKey, authorKey, siteKey));
    }

    private Admission take(String clientKey, String authorKey, String siteKey) {
        Standing client = clients.buckets.take(clientKey);
        if (!client.yes()) {
            return clients.policy.refused(client);
        }
        Standing author = authors.buckets.take(authorKey);
        if (!author.yes()) {
            clients.buckets.giveBack(clientKey);
            return authors.policy.refused(author);
        }
        Standing site = sites.buckets.take(siteKey);
        if (!site.yes()) {
            authors.buckets.giveBack(authorKey);
            clients.buckets.giveBack(clientKey);
            return sites.policy.refused(site);
        }
        return Admission.allowed(clients.policy.headers(client), Taken.here(clientKey, authorKey, siteKey));
    }

    @Override
    public Mono<Admission> look(String clientKey) {
        return Mono.just(seen(clientKey));
    }

    @Override
    public Mono<Admission> giveBack(Admission admission) {
        return Mono.just(admission.taken().map(this::giveBack).orElse(admission));
    }

    private Admission giveBack(Taken taken) {
        if (taken.once()) {
            putBack(taken);
        }
        return seen(taken.client());
    }

    /** Without asking whether that was done before. */
    void putBack(Taken taken) {
        sites.buckets.giveBack(taken.site());
        authors.buckets.giveBack(taken.author());
        clients.buckets.giveBack(taken.client());
    }

    private Admission seen(String clientKey) {
        return clients.policy.seen(clients.buckets.look(clientKey));
    }

    /** Buckets remembered by the kind that remembers most. */
    long size() {
        return Math.max(clients.buckets.size(), Math.max(authors.buckets.size(), sites.buckets.size()));
    }

    /** Buckets of one kind, and how their state is told. */
    private record Policed(Policy policy, Buckets buckets) {
        static Policed of(Limited kind, Limit limit, long maximumKeys, LongSupplier nanoTime) {
            return new Policed(
                    new Policy(kind, limit), new Buckets(limit.capacity(), limit.period(), maximumKeys, nanoTime));
        }
    }
}
