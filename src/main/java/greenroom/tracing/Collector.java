package greenroom.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The way to the operator's collector: OTLP over HTTP, on a thread of its own. Of spans that it does not take in time 2,048
 * wait, and what is past that is dropped.
 */
final class Collector implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_SENDINGS = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 2_048;
    private static final int LONGEST_TEXT = 300;
    private static final long LAST_WORDS_SECONDS = 2;

    private final SdkTracerProvider provider;

    private Collector(SdkTracerProvider provider) {
        this.provider = provider;
    }

    static Collector at(TracingSettings settings, String version) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(String.valueOf(settings.endpoint()))
                .setTimeout(PATIENCE)
                .setConnectTimeout(PATIENCE)
                .setHeaders(settings::headers)
                .build();
        return new Collector(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "greenroom")
                        .put("service.version", version)
                        .build()))
                // who is traced is settled before a span begins
                .setSampler(Sampler.alwaysOn())
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_TEXT)
                        .build())
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setMaxQueueSize(MOST_WAITING)
                        .setScheduleDelay(BETWEEN_SENDINGS)
                        .build())
                .build());
    }

    Tracer tracer() {
        return provider.get("greenroom");
    }

    @Override
    public void close() {
        provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }
}
