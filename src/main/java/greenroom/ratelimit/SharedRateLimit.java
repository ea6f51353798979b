package greenroom.ratelimit;

import greenroom.ratelimit.Admission.Taken;
import greenroom.redis.PatientRedis;
import io.micrometer.core.instrument.Counter;
import reactor.core.publisher.Mono;

/**
 * Buckets that all replicas share, in Redis, behind each replica's own.
 *
 * <p>A replica's own bucket sees less than the shared one and is never emptier, so what it refuses need not be asked of
 * Redis. And when Redis does not answer within {@link SharedLimits#PATIENCE}, the replica's own decides, as it stands.
 */
final class SharedRateLimit implements RateLimit {

    private final LocalRateLimit local;
    private final PatientRedis redis;
    private final Counter fallbacks;
    private final Policed clients;
    private final Policed authors;
    private final Policed sites;

    /** Buckets of one kind, and how their state is told. */
    private record Policed(Policy policy, SharedBuckets buckets) {}

    SharedRateLimit(
            LocalRateLimit local, Policy client, Policy author, Policy site, SharedLimits shared, long maximumKeys) {
        this.local = local;
        this.redis = shared.redis();
        this.fallbacks = shared.fallbacks("submission");
        this.clients = new Policed(client, client.shared(shared, maximumKeys));
        this.authors = new Policed(author, author.shared(shared, maximumKeys));
        this.sites = new Policed(site, site.shared(shared, maximumKeys));
    }

    @Override
    public Mono<Admission> admit(String clientKey, String authorKey, String siteKey) {
        return local.admit(clientKey, authorKey, siteKey)
                .flatMap(here ->
                        here.taken().map(taken -> everywhere(here, taken)).orElse(Mono.just(here)));
    }

    private Mono<Admission> everywhere(Admission here, Taken taken) {
        return redis.ask(take(taken))
                .doOnNext(there -> putBackUnlessAllowed(there, taken))
                .onErrorResume(silent -> fallBack(here));
    }

    private void putBackUnlessAllowed(Admission there, Taken taken) {
        if (!there.allowed()) {
            local.putBack(taken);
        }
    }

    private Mono<Admission> fallBack(Admission here) {
        fallbacks.increment();
        return Mono.just(here);
    }

    private Mono<Admission> take(Taken taken) {
        return clients.buckets
                .take(taken.client())
                .flatMap(
                        client -> client.yes() ? takeAuthor(taken, client) : Mono.just(clients.policy.refused(client)));
    }

    private Mono<Admission> takeAuthor(Taken taken, Standing client) {
        return authors.buckets
                .take(taken.author())
                .flatMap(author -> author.yes()
                        ? takeSite(taken, client)
                        : clients.buckets.giveBack(taken.client()).thenReturn(authors.policy.refused(author)));
    }

    private Mono<Admission> takeSite(Taken taken, Standing client) {
        return sites.buckets
                .take(taken.site())
                .flatMap(site -> site.yes()
                        ? Mono.just(Admission.allowed(clients.policy.headers(client), taken.everywhere()))
                        : authors.buckets
                                .giveBack(taken.author())
                                .then(clients.buckets.giveBack(taken.client()))
                                .thenReturn(sites.policy.refused(site)));
    }

    @Override
    public Mono<Admission> look(String clientKey) {
        return redis.ask(clients.buckets.look(clientKey))
                .map(clients.policy::seen)
                .onErrorResume(silent -> local.look(clientKey));
    }

    @Override
    public Mono<Admission> lookHere(String clientKey) {
        return local.look(clientKey);
    }

    @Override
    public Mono<Admission> giveBack(Admission admission) {
        return admission.taken().filter(Taken::shared).map(this::giveBack).orElseGet(() -> local.giveBack(admission));
    }

    private Mono<Admission> giveBack(Taken taken) {
        if (!taken.once()) {
            return look(taken.client());
        }
        local.putBack(taken);
        return redis.ask(putBack(taken)).onErrorComplete().then(look(taken.client()));
    }

    private Mono<Void> putBack(Taken taken) {
        return sites.buckets
                .giveBack(taken.site())
                .then(authors.buckets.giveBack(taken.author()))
                .then(clients.buckets.giveBack(taken.client()));
    }
}
