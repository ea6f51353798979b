package greenroom.moderator;

import greenroom.ratelimit.Attempts;
import greenroom.ratelimit.TriesElsewhere;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets nobody guess on: a try is taken from each of its keys (address, name, or remembered browser) before a password is
 * hashed, and given back when it was right. A key has ten in a quarter of an hour, on all replicas together where there is
 * a Redis, and on each where there is none or it does not answer.
 *
 * <p>So that many who are right at once are not taken for guessers, a try that finds none left waits for those under way,
 * which may give theirs back; it is refused when none of them did.
 */
@Component
class SignInGuard {
    private static final int TRIES = 10;
    private static final Duration PERIOD = Duration.ofMinutes(15);
    private static final int MOST_KEYS = 100_000;
    private static final int MOST_WAITING = 256;

    private final Attempts attempts = new Attempts(TRIES, PERIOD, MOST_KEYS, System::nanoTime);
    private final TriesElsewhere elsewhere;
    private final Map<String, UnderWay> underWay = new HashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    SignInGuard(TriesElsewhere.Source elsewhere) {
        this.elsewhere = elsewhere.tries(TRIES, PERIOD, MOST_KEYS);
    }

    /** The tries with one key whose end is still open, and where those wait who may profit from it. */
    private static final class UnderWay {
        private int count;
        private Sinks.Empty<Void> oneEnded = Sinks.empty();
    }

    /** What a try met: it is in, or refused, or must wait. */
    private record Step(
            List<String> keys,
            long retryAfterSeconds,
            @Nullable Mono<Void> before) {
        boolean isIn() {
            return before == null && retryAfterSeconds == 0;
        }
    }

    /**
     * Does the check if there is a try left, else answers with {@code refusal} of the seconds until there is one. A check
     * that errors tells nobody anything and does not count; one that its caller cuts off does.
     */
    <T> Mono<T> guarded(List<String> keys, Mono<T> check, Predicate<T> isRight, LongFunction<T> refusal) {
        return guarded(enter(keys), new Check<>(check, isRight, refusal));
    }

    /** What is done by who is in, and what is said to who is not. */
    private record Check<T>(Mono<T> check, Predicate<T> isRight, LongFunction<T> refusal) {}

    /** What comes next is begun when its step has left. */
    private <T> Mono<T> guarded(Mono<Step> entered, Check<T> check) {
        return Mono.usingWhen(
                        entered,
                        step -> step.isIn()
                                ? inside(step, check)
                                : Mono.just(Mono.just(check.refusal().apply(step.retryAfterSeconds()))),
                        step -> Mono.fromRunnable(() -> leave(step)))
                .flatMap(next -> next);
    }

    /** Who is in here must be let in by all replicas together as well. */
    private <T> Mono<Mono<T>> inside(Step step, Check<T> check) {
        return elsewhere
                .tryTake(step.keys())
                .flatMap(taken -> taken.refused()
                        ? Mono.just(refusedElsewhere(step, taken, check))
                        : counted(step, taken, check).map(Mono::just));
    }

    private <T> Mono<T> refusedElsewhere(Step step, TriesElsewhere.Taken refused, Check<T> check) {
        giveBack(step.keys());
        return guarded(
                Mono.defer(() -> orLater(waitOrRefuse(step.keys(), refused.emptyKey(), refused.retryAfterSeconds()))),
                check);
    }

    private <T> Mono<T> counted(Step step, TriesElsewhere.Taken taken, Check<T> check) {
        return check.check()
                .delayUntil(result -> check.isRight().test(result) ? giveBack(step, taken) : Mono.empty())
                .onErrorResume(failure -> giveBack(step, taken).then(Mono.error(failure)));
    }

    private Mono<Void> giveBack(Step step, TriesElsewhere.Taken taken) {
        giveBack(step.keys());
        return elsewhere.giveBack(taken);
    }

    private void giveBack(List<String> keys) {
        keys.forEach(attempts::giveBack);
    }

    private Mono<Step> enter(List<String> keys) {
        return Mono.defer(() -> orLater(step(keys)));
    }

    private Mono<Step> orLater(Step step) {
        return step.before() == null
                ? Mono.just(step)
                : step.before()
                        .doOnSubscribe(starting -> waiting.incrementAndGet())
                        .doFinally(end -> waiting.decrementAndGet())
                        .then(enter(step.keys()));
    }

    private synchronized Step step(List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (!attempts.tryTake(keys.get(i))) {
                giveBack(keys.subList(0, i));
                return waitOrRefuse(keys, keys.get(i), attempts.retryAfterSeconds(keys.get(i)));
            }
        }
        keys.forEach(key -> underWay.computeIfAbsent(key, first -> new UnderWay()).count++);
        return new Step(keys, 0, null);
    }

    private synchronized Step waitOrRefuse(List<String> keys, String emptyKey, long retryAfterSeconds) {
        var others = underWay.get(emptyKey);
        return others == null || waiting.get() >= MOST_WAITING
                ? new Step(keys, retryAfterSeconds, null)
                : new Step(keys, 0, others.oneEnded.asMono());
    }

    private void leave(Step step) {
        if (step.isIn()) {
            ended(step.keys()).forEach(Sinks.Empty::tryEmitEmpty);
        }
    }

    /** Outside of the lock those who wait are told. */
    private synchronized List<Sinks.Empty<Void>> ended(List<String> keys) {
        return keys.stream().map(this::endedOne).toList();
    }

    private Sinks.Empty<Void> endedOne(String key) {
        var tries = underWay.get(key);
        if (tries == null) {
            return Sinks.empty();
        }
        var told = tries.oneEnded;
        tries.oneEnded = Sinks.empty();
        tries.count--;
        if (tries.count == 0) {
            underWay.remove(key);
        }
        return told;
    }
}
