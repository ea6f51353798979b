package greenroom.publication;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Counts the reads of threads by what they cost. */
@Component
class Reads {
    enum Outcome {
        /** Ready, and sent before the filter chain. */
        HOT,
        /** Ready, and sent the ordinary way. */
        READY,
        /** Had to be loaded. */
        MISS,
        /** The reader had it already. */
        NOT_MODIFIED
    }

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    Reads(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("greenroom.publication.reads")
                            .description("Pages of threads that were read")
                            .tag(
                                    "outcome",
                                    outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .register(meters));
        }
    }

    void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
