package greenroom.operation;

import static org.assertj.core.api.Assertions.assertThat;

import greenroom.service.Submissions;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboard and alerts ask for nothing that the service does not say. That each query has an answer is for src/bench. */
class DashboardTests extends Operated {
    /** Said where Redis is configured; metrics.md has them. */
    private static final Set<String> WITH_REDIS =
            Set.of("greenroom_ratelimit_fallback_total", "greenroom_redis_answering");

    /** Micrometer's, and there may have been none yet. */
    private static final String AFTER_A_COLLECTION = "jvm_gc_pause_seconds_sum";

    @Test
    void everyNumberThatIsAskedForIsSaid() {
        var thread = newThread();
        reader.submits(Submissions.aSubmission().to(thread));
        reader.reads(thread);
        var alerts =
                Observability.alerts().stream().map(alert -> alert.path("expr").asString());

        var asked = Observability.names(Stream.concat(Observability.queries().stream(), alerts));

        assertThat(asked).hasSizeGreaterThan(20).contains("greenroom_redis_answering");
        asked.removeAll(WITH_REDIS);
        asked.remove(AFTER_A_COLLECTION);
        assertThat(scrape().names()).containsAll(asked);
        assertThat(Observability.text("metrics.md")).contains(WITH_REDIS);
    }

    @Test
    void everyRouteThatIsAskedForIsOneOfOurs() {
        reader.submits(Submissions.aSubmission());
        var asked = Stream.concat(
                        Observability.queries().stream(),
                        Observability.alerts().stream()
                                .map(alert -> alert.path("expr").asString()))
                .filter(query -> query.contains("route=\""))
                .map(query -> query.replaceAll("(?s).*route=\"([^\"]*)\".*", "$1"))
                .toList();

        assertThat(asked).isNotEmpty();
        assertThat(scrape().values("greenroom_requests_seconds_count", "route")).containsAll(asked);
    }
}
