/** The service as an operator meets it: real processes that start, stop, are killed, and come back. */
@NullMarked
package greenroom.process;

import org.jspecify.annotations.NullMarked;
