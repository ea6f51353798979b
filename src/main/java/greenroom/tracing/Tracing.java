package greenroom.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * Begins spans: of a request, of a commit that several submissions share, of a statement in the store. Each is null where it
 * is not traced, and everything below it then is not either.
 *
 * <p>Which requests are traced is decided here alone, by chance. Nobody can have theirs traced from outside: of a trace that
 * began elsewhere only the ids are taken over, and that it is <em>not</em> to be traced.
 *
 * <p>A span tells a route, a method, a status, sizes, and text of ours. What somebody typed, addresses of pages and clients,
 * and messages of failures are in none.
 */
public final class Tracing {
    /** The header of W3C Trace Context. */
    public static final String PARENT = "traceparent";

    private final @Nullable Tracer tracer;
    private final double share;
    private final DoubleSupplier chance;

    /** @param tracer null for none at all */
    Tracing(@Nullable Tracer tracer, double share, DoubleSupplier chance) {
        this.tracer = tracer;
        this.share = share;
        this.chance = chance;
    }

    static Tracing off() {
        return new Tracing(null, 0, () -> 1);
    }

    static Tracing by(Tracer tracer, double share) {
        return new Tracing(tracer, share, () -> ThreadLocalRandom.current().nextDouble());
    }

    public boolean isOn() {
        return tracer != null;
    }

    /**
     * A request that has come.
     *
     * @param traceparent the header of somebody who is believed, or null
     * @param method a known one
     */
    public @Nullable Traced request(@Nullable String traceparent, String method, String requestId) {
        var parent = TraceParent.read(traceparent);
        if (tracer == null || (parent != null && !parent.isSampled()) || chance.getAsDouble() >= share) {
            return null;
        }
        var span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(under(parent))
                .setAttribute("http.request.method", method)
                .setAttribute("http.request.id", requestId)
                .startSpan();
        return new Traced(span);
    }

    /** A commit for these requests: below the first of them, and linked with the others. Null if none is traced. */
    public @Nullable Traced commit(List<Traced> requests, int size) {
        if (tracer == null || requests.isEmpty()) {
            return null;
        }
        var builder = tracer.spanBuilder("commit")
                .setParent(under(requests.get(0).context()))
                .setAttribute("greenroom.batch.size", size);
        requests.forEach(request -> builder.addLink(request.context()));
        var commit = new Traced(builder.startSpan());
        requests.forEach(request -> request.link(commit));
        return commit;
    }

    /**
     * A statement that begins.
     *
     * @param around the context of who runs it
     * @param sql its text, which is constant and holds no values
     */
    public @Nullable Traced statement(ContextView around, String sql) {
        var above = Traced.of(around);
        if (tracer == null || above == null) {
            return null;
        }
        var span = tracer.spanBuilder(SqlName.of(sql))
                .setSpanKind(SpanKind.CLIENT)
                .setParent(under(above.context()))
                .setAttribute("db.system.name", "postgresql")
                .setAttribute("db.query.text", sql)
                .startSpan();
        return new Traced(span);
    }

    private static Context under(@Nullable SpanContext parent) {
        return parent == null ? Context.root() : Context.root().with(Span.wrap(parent));
    }
}
