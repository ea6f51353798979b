package greenroom.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** A span that has begun. Whoever began it ends it, once. */
public final class Traced {
    private static final int SERVER_ERRORS = 500;

    private final Span span;

    Traced(Span span) {
        this.span = span;
    }

    /** What is under way around this, or null. */
    public static @Nullable Traced of(ContextView context) {
        return context.getOrDefault(Traced.class, null);
    }

    /** What is done in that context is part of this. */
    public Context in(Context context) {
        return context.put(Traced.class, this);
    }

    SpanContext context() {
        return span.getSpanContext();
    }

    void link(Traced other) {
        span.addLink(other.context());
    }

    /** Ends a request. {@code route} is its template, {@code status} 0 where the client had gone. */
    public void answered(String route, int status) {
        span.setAttribute("http.route", route);
        if (status > 0) {
            span.setAttribute("http.response.status_code", status);
        }
        if (status >= SERVER_ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    public void succeeded() {
        span.end();
    }

    /** Of the failure only the kind is told: its message may hold anything. */
    public void failed(Throwable failure) {
        span.setAttribute("error.type", failure.getClass().getName());
        span.setStatus(StatusCode.ERROR);
        span.end();
    }
}
