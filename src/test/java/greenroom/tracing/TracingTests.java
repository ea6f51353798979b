package greenroom.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.util.context.Context;

class TracingTests {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final List<SpanData> ended = new ArrayList<>();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept(ended)))
            .build()
            .get("test");

    private record Kept(List<SpanData> ended) implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private Tracing always() {
        return new Tracing(tracer, 1, () -> 0.999);
    }

    private static Traced traced(Tracing tracing) {
        return Objects.requireNonNull(tracing.request(null, "POST", "id"));
    }

    @Test
    void isNothingWhereNoCollectorIsNamed() {
        assertThat(Tracing.off().isOn()).isFalse();
        assertThat(Tracing.off().request(SAMPLED, "GET", "id")).isNull();
    }

    @Test
    void nobodyCanHaveTheirRequestTraced() {
        var unlucky = new Tracing(tracer, 0.1, () -> 0.1);

        assertThat(unlucky.request(SAMPLED, "GET", "id")).isNull();
        assertThat(new Tracing(tracer, 0, () -> 0).request(SAMPLED, "GET", "id"))
                .isNull();
    }

    @Test
    void goesOnWithATraceThatBeganElsewhere() {
        Objects.requireNonNull(always().request(SAMPLED, "GET", "id")).answered("/", 200);

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isEqualTo(TRACE);
            assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        });
    }

    @Test
    void doesNotTraceWhatIsNotTracedElsewhere() {
        assertThat(always().request("00-" + TRACE + "-b7ad6b7169203331-00", "GET", "id"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-b7ad6b7169203331",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-" + TRACE + "-b7ad6b7169203331-01",
                "ayesha@example.org"
            })
    void beginsAnewWhereTheHeaderIsNone(String header) {
        Objects.requireNonNull(always().request(header, "GET", "id")).answered("/", 200);

        assertThat(ended).singleElement().satisfies(span -> {
            assertThat(span.getTraceId()).isNotEqualTo(TRACE);
            assertThat(span.getParentSpanContext().isValid()).isFalse();
        });
    }

    @Test
    void hangsACommitBelowItsFirstRequestAndLinksAll() {
        var tracing = always();
        var first = traced(tracing);
        var second = traced(tracing);
        var commit = Objects.requireNonNull(tracing.commit(List.of(first, second), 7));
        Objects.requireNonNull(tracing.statement(commit.in(Context.empty()), "SELECT 1 FROM site"))
                .succeeded();
        commit.succeeded();
        first.answered("/a", 202);
        second.answered("/a", 503);

        var statement = ended.get(0);
        var batch = ended.get(1);
        assertThat(statement.getParentSpanId()).isEqualTo(batch.getSpanId());
        assertThat(statement.getTraceId()).isEqualTo(first.context().getTraceId());
        assertThat(batch.getParentSpanId()).isEqualTo(first.context().getSpanId());
        assertThat(batch.getLinks()).hasSize(2);
        assertThat(ended.subList(2, 4))
                .allSatisfy(request -> assertThat(request.getLinks())
                        .singleElement()
                        .satisfies(link ->
                                assertThat(link.getSpanContext().getSpanId()).isEqualTo(batch.getSpanId())));
        assertThat(ended.get(3).getStatus().getStatusCode().name()).isEqualTo("ERROR");
    }

    @Test
    void makesNoSpanBelowWhatIsNotTraced() {
        assertThat(always().commit(List.of(), 3)).isNull();
        assertThat(always().statement(Context.empty(), "SELECT 1")).isNull();
    }

    @Test
    void tellsOfAFailureOnlyItsKind() {
        var tracing = always();
        var statement = tracing.statement(traced(tracing).in(Context.empty()), "SELECT 1");
        Objects.requireNonNull(statement).failed(new IllegalStateException("ayesha@example.org"));

        assertThat(ended.toString()).contains("IllegalStateException").doesNotContain("ayesha");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT id FROM comment WHERE id = ANY ($1) FOR UPDATE | SELECT comment
                    WITH a AS (INSERT INTO thread (x) SELECT 1 ON CONFLICT DO UPDATE SET key = 1) INSERT INTO comment (id) SELECT 1 | INSERT comment
                    UPDATE author SET approved = 1 | UPDATE author
                    WITH mine AS (SELECT id FROM site) SELECT 1 FROM mine | SELECT site
                    SELECT pg_notify('greenroom', $1) | SELECT
                    BEGIN | BEGIN
                    """)
    void namesAStatementByWhatItDoes(String sql, String name) {
        assertThat(SqlName.of(sql)).isEqualTo(name);
    }

    @Test
    void wrongSettingsAreRefusedInASentence() {
        assertThatThrownBy(() -> new TracingSettings(URI.create("collector:4317"), 1, Map.of()))
                .hasMessageContaining("greenroom.tracing.endpoint is an address");
        assertThatThrownBy(() -> new TracingSettings(null, 1.5, Map.of()))
                .hasMessageContaining("greenroom.tracing.sampling must be 0 to 1");
        assertThatThrownBy(() -> new TracingSettings(null, Double.NaN, Map.of()))
                .hasMessageContaining("greenroom.tracing.sampling must be 0 to 1");
        assertThat(new TracingSettings(null, 1, Map.of("key", "secret")).toString())
                .doesNotContain("secret");
    }
}
