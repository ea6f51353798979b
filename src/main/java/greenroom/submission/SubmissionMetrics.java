package greenroom.submission;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** {@code greenroom.submissions} by outcome, the length of the line, and how many share a commit. */
@Component
final class SubmissionMetrics {
    private final MeterRegistry registry;
    private final DistributionSummary batches;
    private final Map<String, Counter> outcomes = new ConcurrentHashMap<>();

    SubmissionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batches = DistributionSummary.builder("greenroom.submission.batch")
                .description("Submissions that shared one commit")
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

    /** @param outcome one of our own few words */
    void count(String outcome) {
        outcomes.computeIfAbsent(outcome, this::counter).increment();
    }

    private Counter counter(String outcome) {
        return Counter.builder("greenroom.submissions")
                .description("Submissions by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
