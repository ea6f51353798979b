package greenroom.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.TraceState;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code traceparent} (W3C Trace Context, level 1). */
final class TraceParent {
    private static final Pattern VERSION_0 = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceParent() {}

    /** Where the trace began, or null if the header does not say. */
    static @Nullable SpanContext read(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var found = VERSION_0.matcher(header);
        if (!found.matches() || !TraceId.isValid(found.group(1)) || !SpanId.isValid(found.group(2))) {
            return null;
        }
        var flags = TraceFlags.fromByte((byte) Integer.parseInt(found.group(3), 16));
        return SpanContext.createFromRemoteParent(found.group(1), found.group(2), flags, TraceState.getDefault());
    }
}
