package greenroom.ratelimit;

import greenroom.redis.PatientRedis;
import io.micrometer.core.instrument.Counter;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tries counted in Redis; without an answer each replica's own count decides alone. */
final class SharedTries implements TriesElsewhere {

    private final PatientRedis redis;
    private final SharedBuckets buckets;
    private final Counter fallbacks;

    SharedTries(PatientRedis redis, SharedBuckets buckets, Counter fallbacks) {
        this.redis = redis;
        this.buckets = buckets;
        this.fallbacks = fallbacks;
    }

    @Override
    public Mono<Taken> tryTake(List<String> keys) {
        return redis.ask(take(keys, 0))
                .doOnError(silent -> fallbacks.increment())
                .onErrorReturn(Taken.NOTHING);
    }

    private Mono<Taken> take(List<String> keys, int from) {
        if (from == keys.size()) {
            return Mono.just(new Taken(keys, "", 0));
        }
        var key = keys.get(from);
        return buckets.take(key)
                .flatMap(standing -> standing.yes()
                        ? take(keys, from + 1)
                        : giveBack(keys.subList(0, from)).thenReturn(new Taken(List.of(), key, standing.seconds())));
    }

    @Override
    public Mono<Void> giveBack(Taken taken) {
        return taken.keys().isEmpty()
                ? Mono.empty()
                : redis.ask(giveBack(taken.keys())).onErrorComplete();
    }

    private Mono<Void> giveBack(List<String> keys) {
        return Flux.fromIterable(keys).concatMap(buckets::giveBack).then();
    }
}
