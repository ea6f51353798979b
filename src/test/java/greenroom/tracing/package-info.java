@NullMarked
package greenroom.tracing;

import org.jspecify.annotations.NullMarked;
