package greenroom.submission;

import greenroom.ratelimit.Limited;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Submissions by outcome, which limit refused them, the length of the line, how many share a commit, and what one takes. */
@Component
final class SubmissionMetrics {
    private static final double[] SIZES = {1, 4, 16, 64, 256};
    private static final Duration[] COMMITS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    /** Outcomes that are no refusals, and that there are no words for elsewhere. */
    private static final List<String> OTHERS = List.of("accepted", "replayed", "rate-limited");

    private final MeterRegistry registry;
    private final DistributionSummary batches;
    private final Timer commits;
    private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();
    private final Map<Limited, Counter> limits = new EnumMap<>(Limited.class);

    SubmissionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batches = DistributionSummary.builder("greenroom.submission.batch")
                .description("Submissions that shared one commit")
                .serviceLevelObjectives(SIZES)
                .register(registry);
        this.commits = Timer.builder("greenroom.submission.commit")
                .description("How long a batch was under way to the store and back, its second try with it")
                .serviceLevelObjectives(COMMITS)
                .register(registry);
        for (Limited by : Limited.values()) {
            limits.put(by, limits(registry, by));
        }
        // counted from nought, so that the first one is seen as a rise
        OTHERS.forEach(this::outcome);
        for (Refusal refusal : Refusal.values()) {
            outcome(refusal.slug());
        }
    }

    private static Counter limits(MeterRegistry registry, Limited by) {
        return Counter.builder("greenroom.limits.refused")
                .description("Submissions that a rate limit refused, by whose it was")
                .tag("by", by.toString())
                .register(registry);
    }

    void watchLine(AtomicInteger length) {
        Gauge.builder("greenroom.submission.line", length, AtomicInteger::get)
                .description("Submissions that wait for their commit")
                .register(registry);
    }

    void watchCrowd(AtomicInteger inside, Supplier<Number> places) {
        Gauge.builder("greenroom.submissions.inside", inside, AtomicInteger::get)
                .description("Submissions that are being worked on")
                .register(registry);
        Gauge.builder("greenroom.submissions.places", places)
                .description("Submissions that may be worked on at once; more are refused")
                .register(registry);
    }

    void batch(int size) {
        batches.record(size);
    }

    void committed(long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** @param outcome one of our own few words */
    void count(String outcome) {
        outcome(outcome).increment();
    }

    void limited(Limited by) {
        Objects.requireNonNull(limits.get(by)).increment();
    }

    private Counter outcome(String outcome) {
        return outcomes.computeIfAbsent(outcome, this::counter);
    }

    private Counter counter(String outcome) {
        return Counter.builder("greenroom.submissions")
                .description("Submissions by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
