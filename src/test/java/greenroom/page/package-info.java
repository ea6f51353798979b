/** Pages in a real browser. */
@NullMarked
package greenroom.page;

import org.jspecify.annotations.NullMarked;
