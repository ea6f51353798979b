package greenroom.ratelimit;

import reactor.core.publisher.Mono;

/** For {@code greenroom.rate-limit.enabled=false}. */
final class NoRateLimit implements RateLimit {

    private static final Mono<Admission> UNLIMITED = Mono.just(Admission.UNLIMITED);

    @Override
    public Mono<Admission> admit(String clientKey, String authorKey, String siteKey) {
        return UNLIMITED;
    }

    @Override
    public Mono<Admission> look(String clientKey) {
        return UNLIMITED;
    }

    @Override
    public Mono<Admission> giveBack(Admission admission) {
        return UNLIMITED;
    }
}
