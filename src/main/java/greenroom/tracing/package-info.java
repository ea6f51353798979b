/** Spans for the operator's OpenTelemetry collector: off, and costing nothing, unless one is named. */
@NullMarked
package greenroom.tracing;

import org.jspecify.annotations.NullMarked;
