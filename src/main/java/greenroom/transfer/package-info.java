/** The back door: all that is held of one person, and its erasure. */
@NullMarked
package greenroom.transfer;

import org.jspecify.annotations.NullMarked;
